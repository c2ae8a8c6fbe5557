import ChangeModel
import Foundation
import GRDB
import Synchronization

/// One replica: a SQLite file that any client may read and write, and that this class keeps in step with the server.
///
/// Calls block; callers bring their own thread. What a call wrote is on disk when it returns (WAL, synchronous=FULL),
/// and nothing of it is there when it throws; only when the disk failed in the last moment, whoever opens the file next may
/// find all of it. Times are milliseconds since 1970 UTC.
///
/// One connection of each process writes, and it alone checkpoints, when its log has grown to 1,000 pages and after a
/// sync: two connections that write and checkpoint at the same instant can damage a file in SQLite before 3.51.3.
/// Foreign clients cannot be kept from it, so the file is checked when it was not closed in order.
public final class Replica: Sendable {
  /// What connections have in common, as of the last transaction.
  struct Known: Sendable {
    var schema: Schema
    var fingerprint: String
    var identity: ReplicaIdentity
  }

  public let path: String
  let pool: DatabasePool
  let known: Mutex<Known>
  private let generator: Mutex<RowIDGenerator>
  private let mark: OpenMark

  init(path: String, pool: DatabasePool, known: Known, origin: UInt64, mark: OpenMark) {
    self.path = path
    self.pool = pool
    self.known = Mutex(known)
    self.mark = mark
    generator = Mutex(RowIDGenerator(origin: origin))
  }

  /// The schema that the replica has now; a sync can bring a newer one.
  public var schema: Schema { known.withLock { $0.schema } }

  /// Whose replica it is.
  public var identity: ReplicaIdentity { known.withLock { $0.identity } }

  /// A new row's ID, above all that this replica drew before.
  public func newID(now: Int64) -> RowID { generator.withLock { $0.next(now: now) } }

  /// Closes all connections. Without it they close when the last reference goes.
  public func close() throws {
    // The last connection to close folds the log in, and a reader cannot.
    pool.invalidateReadOnlyConnections()
    try translatingErrors { try pool.close() }
  }

  // MARK: Transactions

  /// Runs `body` in one write transaction with the replica's record, and saves the record.
  func transact<Result>(_ body: (Database, Schema, inout Meta) throws -> Result) throws -> Result {
    try translatingErrors {
      let (result, latest) = try pool.write { db in try transaction(db, body) }
      known.withLock { $0 = latest }
      return result
    }
  }

  /// The same without foreign keys and checks: the server's state must always find its place.
  func transactAsServer<Result>(_ body: (Database, Schema, inout Meta) throws -> Result) throws -> Result {
    try translatingErrors {
      let (result, latest) = try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF") }
        var outcome: (Result, Known)?
        try db.inTransaction(.immediate) {
          outcome = try transaction(db, body)
          return .commit
        }
        guard let outcome else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return outcome
      }
      known.withLock { $0 = latest }
      return result
    }
  }

  private func transaction<Result>(
    _ db: Database, _ body: (Database, Schema, inout Meta) throws -> Result
  ) throws -> (Result, Known) {
    var meta = try Meta.load(db)
    let before = try knownNow(db, meta)
    let result = try body(db, before.schema, &meta)
    try meta.save(db)
    return (result, try knownNow(db, meta))
  }

  /// What is known, read anew if another connection or this transaction has changed it.
  func knownNow(_ db: Database, _ meta: Meta) throws -> Known {
    var latest = known.withLock { $0 }
    latest.identity = meta.identity
    if latest.fingerprint != meta.fingerprint {
      latest.schema = try StoredSchema.load(db)
      latest.fingerprint = meta.fingerprint
    }
    return latest
  }

  func translatingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw ReplicaError(error, path: path) ?? error
    }
  }
}

extension ReplicaError {
  /// What an SQLite error means for the whole file; nil for one that concerns the statement.
  init?(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_NOTADB: self = .notAReplica(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_PERM:
      self = .notAccessible(path: path, detail: detail)
    default: return nil
    }
  }
}
