import ChangeModel
import FieldClient
import FieldSales

/// One column of a list, or one line of a card: what it is called, and how its value is written.
struct Field: Sendable {
  enum Form: Sendable {
    case text
    /// The beginning of an ID, long enough to name the row by.
    case shortID
    /// The same, but only where another column, by which people name the row, is empty.
    case shortIDUnless(String)
    case id
    case number
    /// Minor units of the currency in another column.
    case money(currency: String)
    /// Minor units where another column names a currency, else a plain number.
    case amount(currency: String)
    /// Milliseconds since 1970 UTC.
    case moment
    /// The same, of which only the day matters.
    case date
    /// The same, where midnight stands for the day alone.
    case plan
    /// Hundredths, such as an average.
    case hundredths
    /// Hundredths of a percent.
    case basisPoints
    case tags
    /// 1 or 0.
    case yesNo
    /// One of a fixed list of words, such as the state of an order.
    case word
    /// A sentence that the server may have written, or a person.
    case sentence
  }

  var title: String
  var column: String
  var form: Form

  init(_ title: String, _ column: String, _ form: Form = .text) {
    self.title = title
    self.column = column
    self.form = if case .text = form, Self.wordColumns.contains(column) { .word } else { form }
  }

  /// Columns that hold words of a fixed list in every table that has them.
  static let wordColumns: Set<String> = [
    "status", "state", "kind", "influence", "purpose", "outcome", "source", "role", "decision", "level", "level_before",
    "signal", "stage", "stage_before", "clock", "next_step", "cause", "channel", "direction", "attitude", "response",
    "price_source", "closeness", "applies_to", "basis", "measure", "period", "condition",
  ]

  /// What the column is called in the user's language.
  func title(in language: Language) -> String { Catalogue.title(title, in: language) }

  var isNumber: Bool {
    switch form {
    case .number, .money, .amount, .basisPoints, .hundredths: true
    default: false
    }
  }

  /// Whether half of the value would be worth nothing.
  var isRigid: Bool {
    switch form {
    case .moment, .date, .plan, .id, .shortID, .shortIDUnless: true
    default: isNumber
    }
  }

  /// The value as a person reads it, empty for NULL; it may have several lines.
  func text(of record: Record, in language: Language = .english) -> String {
    guard let value = record[column], !value.isNull else { return "" }
    switch (form, value) {
    case (.money(let currency), .integer(let amount)):
      return Amount(amount, record.text(currency)).text(in: language)
    case (.amount(let currency), .integer(let amount)):
      guard let code = record.text(currency) else { return String(amount) }
      return Amount(amount, code).text(in: language)
    case (.moment, .integer(let time)): return Moment.text(time)
    case (.date, .integer(let time)): return String(Moment.text(time).prefix(10))
    case (.plan, .integer(let time)):
      let text = Moment.text(time)
      return text.hasSuffix(" 00:00") ? String(text.prefix(10)) : text
    case (.hundredths, .integer(let number)): return Decimals.text(number, digits: 2)
    case (.basisPoints, .integer(let points)): return points == 0 ? "" : Decimals.text(points, digits: 2) + " %"
    case (.tags, .text(let text)): return Tags.read(text).joined(separator: language == .chinese ? "、" : ", ")
    case (.yesNo, .integer(let flag)): return Catalogue.word(flag == 0 ? "no" : "yes", in: language)
    case (.word, .text(let text)): return Catalogue.word(text, of: column, in: language)
    case (.sentence, .text(let text)): return Catalogue.sentence(text, in: language)
    case (.shortIDUnless(let handle), .blob(let bytes)):
      let isNamed = record.text(handle).map { !$0.isEmpty } ?? false
      return isNamed ? "" : RowID(bytes).map { String($0.description.prefix(18)) } ?? ""
    case (.shortID, .blob(let bytes)): return RowID(bytes).map { String($0.description.prefix(18)) } ?? ""
    case (_, .integer(let number)): return String(number)
    case (_, .real(let number)): return "\(number)"
    case (_, .text(let text)): return text
    case (_, .blob(let bytes)): return RowID(bytes)?.description ?? "(\(bytes.count) bytes)"
    case (_, .reference), (_, .null): return ""
    }
  }
}
