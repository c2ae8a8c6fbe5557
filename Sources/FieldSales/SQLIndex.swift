/// A way to find rows fast in a replica with many of them; it changes no answer.
public struct SQLIndex: Hashable, Sendable {
  public var name: String
  /// The whole `CREATE INDEX` statement.
  public var sql: String

  public init(_ name: String, on target: String) {
    self.name = name
    sql = "CREATE INDEX \(name) ON \(target)"
  }
}
