import ChangeModel
import GRDBSQLite

/// SQL as Godwit writes it.
enum SQLText {
  /// A table's or column's name, in quotes only where SQLite would misread it.
  static func name(_ name: String) -> String {
    let isKeyword = sqlite3_keyword_check(name, Int32(name.utf8.count)) != 0
    let startsWithLetter = name.utf8.first.map { $0 > 57 } ?? false
    if !isKeyword && startsWithLetter { return name }
    return "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  /// A default; nil where there is none.
  static func literal(_ value: Value) -> String? {
    switch value {
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? "\(number)" : nil
    case .text(let text): literal(text)
    case .null, .blob, .reference: nil
    }
  }
}
