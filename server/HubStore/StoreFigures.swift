/// What a store counted since it was opened, and how it is now; it is told without asking the store's files or database.
public struct StoreFigures: Hashable, Sendable {
  /// Where the rows are.
  public enum Kind: String, Sendable {
    case sqlite, postgresql
  }

  public var kind: Kind
  /// Transactions that wrote, and are durable.
  public var commits: Int
  /// nil for a store that only one server can open.
  public var database: DatabaseFigures?

  public init(kind: Kind, commits: Int, database: DatabaseFigures? = nil) {
    self.kind = kind
    self.commits = commits
    self.database = database
  }
}

/// What a store counted of its way to a database that others use as well.
public struct DatabaseFigures: Hashable, Sendable {
  /// Commits that are done or not: the connection was lost before the answer.
  public var unknownOutcomes = 0
  /// Transactions that had to give way to another one, and were begun anew.
  public var retries = 0
  /// How often an org's log was taken to write, and the seconds spent in waiting for it.
  public var locks = 0
  public var lockSeconds = 0.0
  /// Connections at work now, and how many there may be at once.
  public var connectionsUsed = 0
  public var connectionsMax = 0

  public init() {}
}
