import GRDB
import HubStore
import PlantedBugs
import Synchronization

/// A store in one SQLite file, or in memory.
///
/// One connection writes and checkpoints, others read; all of it is reached through `read` and `write`. Nothing that a
/// merge depends on is kept in this process: what is cached is checked against the snapshot it is used in.
public final class SQLiteHubStore: HubStore {
  let database: any DatabaseWriter
  let orgs = OrgCache()
  /// The file; nil in memory.
  public let path: String?
  /// Whether the store was not closed by whoever had it open before; its pages were checked when it was opened.
  public let endedUncleanly: Bool
  private let commitCount = Atomic(0)

  init(database: any DatabaseWriter, path: String?, endedUncleanly: Bool = false) {
    self.database = database
    self.path = path
    self.endedUncleanly = endedUncleanly
  }

  public func read<Result>(_ body: (any HubReading) throws -> Result) throws -> Result {
    try HubStoreError.translating {
      try database.read { connection in
        try body(SQLiteTransaction(connection, orgs: orgs))
      }
    }
  }

  public func write<Result>(_ body: (any HubWriting) throws -> Result) throws -> Result {
    let result = try writing(body)
    commitCount.add(1, ordering: .relaxed)
    return result
  }

  public var figures: StoreFigures { StoreFigures(kind: .sqlite, commits: commitCount.load(ordering: .relaxed)) }

  private func writing<Result>(_ body: (any HubWriting) throws -> Result) throws -> Result {
    var answer: Result?
    return try HubStoreError.translating {
      do {
        return try database.write { connection in
          let transaction = SQLiteTransaction(connection, orgs: orgs)
          let result = try body(transaction)
          // A body that swallowed an error must not commit half of what it wanted.
          if let failure = transaction.failure { throw failure }
          if PlantedBug.commitFailureIgnored.isOn { answer = result }
          return result
        }
      } catch {
        guard let answer else { throw error }
        return answer
      }
    }
  }

  /// Closes all connections and folds the write-ahead log into the file. The store cannot be used afterwards.
  public func close() throws {
    // The last connection to close folds the log in, and a reader cannot.
    (database as? DatabasePool)?.invalidateReadOnlyConnections()
    try HubStoreError.translating { try database.close() }
  }
}
