/// A question that everyone asks, as a view in the replica.
public struct SQLView: Hashable, Sendable {
  public var name: String
  /// What a row of it is, in a sentence.
  public var meaning: String
  /// The whole `CREATE VIEW` statement.
  public var sql: String

  public init(_ name: String, meaning: String, select: String) {
    self.name = name
    self.meaning = meaning
    sql = "CREATE VIEW \(name) AS\n\(select)"
  }
}
