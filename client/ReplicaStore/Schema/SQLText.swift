import ChangeModel
import GRDBSQLite

/// SQL as Godwit writes it.
enum SQLText {
  /// A table's or column's name, in quotes only where SQLite would misread it.
  static func name(_ name: String) -> String {
    let isKeyword = sqlite3_keyword_check(name, Int32(name.utf8.count)) != 0
    let startsWithLetter = name.utf8.first.map { $0 > 57 } ?? false
    if !isKeyword && startsWithLetter { return name }
    return quoted(name, by: "\"")
  }

  static func literal(_ text: String) -> String { quoted(text, by: "'") }

  /// In quotes, with each of them inside doubled: also one that a combining mark follows, which is another character to
  /// Swift but not to SQLite.
  private static func quoted(_ text: String, by quote: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      if scalar == quote { result.append(quote) }
      result.append(scalar)
    }
    result.append(quote)
    return String(result)
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
