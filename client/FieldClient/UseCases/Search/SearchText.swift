import Foundation

/// Texts as the index of words holds them: small letters without marks, cut into words.
///
/// Chinese and its neighbours are written without spaces, so they are cut into pairs of characters: 张伟强 is 张伟, 伟强
/// and 强. Then any part of a name is found by the pairs that it is made of, and one character as the beginning of a pair.
enum SearchText {
  /// The words of a text, one space between them.
  static func indexed(_ texts: [String]) -> String {
    texts.flatMap { runs(in: $0) }.flatMap { $0.isWide ? pairs(of: $0.text) : [String($0.text)] }.joined(separator: " ")
  }

  /// What FTS5 is asked for: every word must begin a word of the row, or stand anywhere in its Chinese; nil where the
  /// text has neither letters nor digits.
  static func query(_ text: String) -> String? {
    // All that is left are letters and digits, so nothing can break out of the quotation marks.
    let terms = runs(in: text).map { run -> String in
      let characters = Array(run.text)
      guard run.isWide, characters.count > 1 else { return "\"\(run.text)\"*" }
      return "\"" + zip(characters, characters.dropFirst()).map { "\($0)\($1)" }.joined(separator: " ") + "\""
    }
    return terms.isEmpty ? nil : terms.joined(separator: " ")
  }

  private struct Run {
    var text: String.UnicodeScalarView
    var isWide: Bool
  }

  private static func pairs(of text: String.UnicodeScalarView) -> [String] {
    let characters = Array(text)
    return characters.indices.map { index in
      index + 1 < characters.count ? "\(characters[index])\(characters[index + 1])" : "\(characters[index])"
    }
  }

  /// Stretches of letters and digits, apart where Chinese begins or ends.
  private static func runs(in text: String) -> [Run] {
    let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var runs = [Run]()
    var isGoingOn = false
    for scalar in folded.unicodeScalars {
      let isWide = isWide(scalar)
      guard isWide || scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        isGoingOn = false
        continue
      }
      if isGoingOn, runs[runs.count - 1].isWide == isWide {
        runs[runs.count - 1].text.append(scalar)
      } else {
        runs.append(Run(text: String.UnicodeScalarView([scalar]), isWide: isWide))
        isGoingOn = true
      }
    }
    return runs
  }

  /// Whether the character belongs to a script that is written without spaces.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x2E80: false
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0xAC00...0xD7A3: true
    default: scalar.properties.isIdeographic
    }
  }
}
