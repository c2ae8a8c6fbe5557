/// A database of a test's own in the tests' PostgreSQL, gone with the object.
public final class PrivateDatabase: Sendable {
  public let server: PrivatePostgres
  public let name: String

  public init(in server: PrivatePostgres? = nil) throws {
    self.server = try server ?? .shared()
    name = try self.server.makeDatabase()
  }

  deinit {
    // What cannot be dropped goes with the server.
    try? server.dropDatabase(name)
  }

  /// As `postgres://...`.
  public var addressText: String { server.address(of: name) }

  /// Runs one statement as the superuser, and gives what it says.
  @discardableResult
  public func query(_ sql: String) throws -> String { try server.query(sql, in: name) }

  /// Ends all connections to it but the one that does so.
  public func endConnections() throws {
    try query(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(name)' AND pid <> pg_backend_pid()"
    )
  }
}
