import ChangeModel
import GRDB

/// A SELECT that conditions are added to; values are always bound.
struct Query {
  private let select: String
  private var conditions: [String] = []
  private var arguments: [DatabaseValue] = []

  init(_ select: String) {
    self.select = select
  }

  /// - Parameter condition: SQL with one `?` for each value.
  mutating func add(_ condition: String, _ values: Value...) {
    conditions.append(condition)
    arguments += values.map(\.databaseValue)
  }

  /// Every word of the text must occur in one of the columns.
  mutating func addWords(_ text: String, in columns: [String]) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      let pattern = "%" + Self.escaped(word) + "%"
      conditions.append("(" + columns.map { "\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ") + ")")
      arguments += columns.map { _ in pattern.databaseValue }
    }
  }

  /// Without the signs of a pattern; by scalars, because a combining mark makes them no others to SQLite.
  private static func escaped(_ word: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar == "\\" || scalar == "%" || scalar == "_" { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  func fetch(_ db: Database, order: String? = nil, limit: Int? = nil) throws -> [Record] {
    var sql = select
    if !conditions.isEmpty { sql += "\nWHERE " + conditions.joined(separator: " AND ") }
    if let order { sql += "\nORDER BY \(order)" }
    if let limit { sql += "\nLIMIT \(max(0, limit))" }
    return try db.records(sql, StatementArguments(arguments))
  }
}
