import FieldSales

/// A sentence for a person, written in English with its values in place, which can be said in any language.
///
/// A literal is enough: `"\(count) rows came"` is the phrase `{} rows came` with one value. The English text with `{}`
/// for each value is the key under which the catalogue keeps the translation; without one the English is said.
public struct Phrase: Hashable, Sendable {
  /// One part of a phrase.
  enum Piece: Hashable, Sendable {
    /// Text of the phrase itself.
    case literal(String)
    /// A value, said as it is in any language.
    case value(String)
    /// One of the words that columns hold, such as `draft`, and the column that tells its meaning.
    case word(String, column: String?)
    case amount(Amount)
    case phrase(Phrase)
  }

  private(set) var pieces: [Piece]

  init(pieces: [Piece]) {
    self.pieces = pieces
  }

  /// A text that is nobody's to translate: a name, or another program's message.
  public init(verbatim text: String) {
    self.init(pieces: [.value(text)])
  }

  /// `1 row`, `2 rows`: a number with its noun.
  public init(counting number: Int, _ noun: String) {
    self.init(pieces: number == 1 ? [.literal("1 \(noun)")] : [.value("\(number)"), .literal(" \(noun)s")])
  }

  /// The English text with `{}` for each value.
  public var key: String {
    pieces.reduce(into: "") { key, piece in
      if case .literal(let text) = piece { key += text } else { key += "{}" }
    }
  }

  /// The text as programs and logs have it.
  public var english: String { text(in: .english) }

  /// What a person reads.
  public func text(in language: Language) -> String {
    let values = pieces.compactMap { Self.value($0, in: language) }
    if let template = Catalogue.phrase(key, in: language) { return Self.filled(template, with: values) }
    var rest = values[...]
    return pieces.reduce(into: "") { text, piece in
      if case .literal(let own) = piece { text += own } else { text += rest.popFirst() ?? "" }
    }
  }

  private static func value(_ piece: Piece, in language: Language) -> String? {
    switch piece {
    case .literal: nil
    case .value(let text): text
    case .word(let word, let column): Catalogue.word(word, of: column, in: language)
    case .amount(let amount): amount.text(in: language)
    case .phrase(let phrase): phrase.text(in: language)
    }
  }

  /// Each `{}` is the next value, each `{2}` the second. What stands in a value is not looked at.
  static func filled(_ template: String, with values: [String]) -> String {
    var result = ""
    var next = 0
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      let place = name.isEmpty ? next : (Int(name) ?? 0) - 1
      result += rest[..<open] + (values.indices.contains(place) ? values[place] : "")
      if name.isEmpty { next += 1 }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension Phrase {
  public static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(pieces: left.pieces + right.pieces) }
  public static func += (left: inout Phrase, right: Phrase) { left.pieces += right.pieces }

  /// The phrases one after the other, each said by itself.
  public static func list(_ phrases: [Phrase], separator: String = ", ") -> Phrase {
    Phrase(
      pieces: phrases.enumerated().flatMap { index, phrase -> [Piece] in
        index == 0 ? [.phrase(phrase)] : [.value(separator), .phrase(phrase)]
      })
  }
}
