import Foundation
import GRDB
import GRDBSQLite

/// How connections to a replica are made.
enum ReplicaConnection {
  static let busySeconds: TimeInterval = 10
  /// What the write-ahead log is cut down to after a checkpoint.
  static let logBytesMax = 4 << 20

  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "godwit.replica"
    configuration.busyMode = .timeout(busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      // With recursive triggers, REPLACE fires delete triggers on our own connections.
      for order in NameOrder.allCases { db.add(collation: order.collation) }
      try db.execute(sql: "PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// Looks at what kind of file it is, without changing anything.
  static func probe(_ path: String) throws {
    do {
      try probe(path, flags: SQLITE_OPEN_READONLY)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A transaction in a rollback journal was cut off: in the first moments of a file, or by a client that does
      // without a log. Only a connection that may write can take it back.
      try probe(path, flags: SQLITE_OPEN_READWRITE)
    }
  }

  /// On a bare connection: GRDB's would read the whole schema for these two numbers of the file's header.
  private static func probe(_ path: String, flags: Int32) throws {
    var connection: OpaquePointer?
    let code = sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX, nil)
    defer { sqlite3_close_v2(connection) }
    guard code == SQLITE_OK, let connection else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    sqlite3_busy_timeout(connection, Int32(busySeconds * 1000))
    let id = try RawStatement("PRAGMA application_id", on: connection).firstNumber()
    let version = try RawStatement("PRAGMA user_version", on: connection).firstNumber()
    if id != EngineDDL.applicationID { throw ReplicaError.notAReplica(path: path) }
    if version > EngineDDL.version { throw ReplicaError.newerVersion(path: path, version: Int(version)) }
  }

  /// Whether a write-ahead log was left behind: the last connection that closes in order removes it.
  static func hasLog(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    return (size ?? 0) > 0
  }

  static func check(_ db: Database, path: String) throws {
    // Values from the server may break a check of the table, and that is no damage.
    try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
    let answer = try String.fetchOne(db, sql: "PRAGMA quick_check(1)", default: "no answer")
    try db.execute(sql: "PRAGMA ignore_check_constraints = OFF")
    if answer != "ok" { throw ReplicaError.damaged(path: path, detail: answer) }
  }
}

extension DatabaseValueConvertible {
  /// The first value of the first row, or the fallback without one.
  static func fetchOne(_ db: Database, sql: String, default fallback: Self) throws -> Self {
    try Self.fetchOne(db, sql: sql) ?? fallback
  }
}
