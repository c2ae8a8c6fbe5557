import ChangeModel

/// A field of the org's own as the office has declared it: what may be written there.
struct DeclaredField: Hashable, Sendable {
  /// What a value is.
  enum Kind: String, CaseIterable, Sendable {
    /// Anything.
    case text
    /// A decimal, such as 12 or -0.5.
    case number
    /// A day, as YYYY-MM-DD.
    case date
    /// One of the choices.
    case choice
  }

  var name: String
  var kind: Kind
  var choices: [String]

  /// nil for a row without a name; a kind that this version does not know is taken for text.
  init?(_ row: Record) {
    guard let name = row.text("name"), !name.isEmpty else { return nil }
    self.name = name
    kind = Kind(rawValue: row.text("kind") ?? "") ?? .text
    choices = Tags.read(row.text("choices"))
  }

  /// What is wrong with a value; nil when nothing is.
  func fault(of value: String) -> Phrase? {
    switch kind {
    case .text: nil
    case .number: Self.isNumber(value) ? nil : "\(name) is a number, such as 12 or 0.5: \"\(value)\" is none"
    case .date: Self.isDate(value) ? nil : "\(name) is a day, such as 2026-11-30: \"\(value)\" is none"
    case .choice:
      choices.contains(value)
        ? nil : "\(name) is one of \(Phrase.list(choices.map { Phrase(verbatim: $0) })): \"\(value)\" is none"
    }
  }

  private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: #/-?[0-9]{1,18}(\.[0-9]{1,9})?/#) != nil }

  private static func isDate(_ text: String) -> Bool {
    CalendarDate(text).map { $0.description == text } ?? false
  }
}
