/// A way to find rows fast in a replica with many of them; it changes no answer.
public struct SQLIndex: Hashable, Sendable {
  public var name: String
  /// The table with its columns, and a condition if not all rows are in it.
  public var target: String

  public init(_ name: String, on target: String) {
    self.name = name
    self.target = target
  }

  /// The whole `CREATE INDEX` statement.
  public var sql: String { "CREATE INDEX \(name) ON \(target)" }

  /// Whether it finds all rows of a table by this column.
  func finds(_ table: String, by column: String) -> Bool {
    !target.contains(" WHERE ") && ["\(table)(\(column),", "\(table)(\(column))"].contains { target.hasPrefix($0) }
  }
}
