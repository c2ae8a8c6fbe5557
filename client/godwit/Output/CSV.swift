import ChangeModel
import FieldClient

/// Rows as comma-separated values (RFC 4180), with the names of columns in front.
enum CSV {
  static func text(_ records: [Record], columns: [String]) -> String {
    ([columns.map(quoted)] + records.map { record in columns.map { cell(record[$0] ?? .null) } })
      .map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let text): quoted(harmless(text))
    case .blob(let bytes): RowID(bytes)?.description ?? ""
    case .reference(let reference): reference.id?.description ?? ""
    }
  }

  /// A text that a spreadsheet would run as a formula begins with an apostrophe; numbers and phones do not.
  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
    let isNumber = text.unicodeScalars.dropFirst().allSatisfy { "0123456789 .,()/-".unicodeScalars.contains($0) }
    return isNumber && first != "=" && first != "@" ? text : "'" + text
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
