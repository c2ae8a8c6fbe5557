import Foundation
import GRDB

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
      try probe(path, readonly: true)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A transaction in a rollback journal was cut off: in the first moments of a file, or by a client that does
      // without a log. Only a connection that may write can take it back.
      try probe(path, readonly: false)
    }
  }

  private static func probe(_ path: String, readonly: Bool) throws {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(busySeconds)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let (id, version) = try queue.read { db in
      (
        try Int64.fetchOne(db, sql: "PRAGMA application_id", default: 0),
        try Int.fetchOne(db, sql: "PRAGMA user_version", default: 0)
      )
    }
    if id != EngineDDL.applicationID { throw ReplicaError.notAReplica(path: path) }
    if version > EngineDDL.version { throw ReplicaError.newerVersion(path: path, version: version) }
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
