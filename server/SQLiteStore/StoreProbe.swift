import Foundation
import GRDB
import GRDBSQLite
import HubStore
import PlantedBugs

/// The checks before a store is used: is it one, is it ours to read, is it whole?
enum StoreProbe {
  /// STRICT tables came with 3.37.
  private static let sqliteVersionMin: Int32 = 3_037_000

  /// Looks at a file without changing anything in it: it may be another program's.
  ///
  /// SQLite reads it, not we: closing any other descriptor of a file drops the locks that this process has on it.
  /// - Parameter allPages: whether to look at every page, as is due after an unclean end. A store that fails keeps its
  ///   write-ahead log, and so is looked at again the next time.
  static func check(_ file: String, allPages: Bool) throws {
    guard sqlite3_libversion_number() >= sqliteVersionMin else {
      throw HubStoreError.sqlite(
        code: SQLITE_ERROR, message: "SQLite \(String(cString: sqlite3_libversion())) is too old; 3.37 is needed")
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    do {
      let queue = try DatabaseQueue(path: file, configuration: configuration)
      try queue.read { connection in
        try checkMarks(connection, path: file)
        if allPages { try checkPages(connection) }
      }
      try queue.close()
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_NOTADB { throw HubStoreError.foreign(path: file) }
      throw HubStoreError(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }
  }

  /// Checks what only the writing connection can: the settings on which durability rests.
  static func checkOpened(_ connection: Database, path: String) throws {
    try checkMarks(connection, path: path)
    guard try String.fetchOne(connection, sql: "PRAGMA journal_mode") == "wal",
      try Int.fetchOne(connection, sql: "PRAGMA synchronous") == 2 || PlantedBug.hubSyncsLater.isOn
    else {
      throw HubStoreError.sqlite(code: SQLITE_ERROR, message: "the file system of \(path) does not take a durable log")
    }
    guard try Int.fetchOne(connection, sql: "SELECT count(*) FROM org JOIN log USING (one)") == 1 else {
      throw HubStoreError.damaged(what: "the record of the org is gone")
    }
  }

  private static func checkPages(_ connection: Database) throws {
    let fault = try String.fetchOne(connection, sql: "PRAGMA quick_check(1)") ?? "SQLite's check said nothing"
    if fault != "ok" { throw HubStoreError.damaged(what: fault) }
  }

  private static func checkMarks(_ connection: Database, path: String) throws {
    guard try Int32.fetchOne(connection, sql: "PRAGMA application_id") == StoreFormat.applicationID else {
      throw HubStoreError.foreign(path: path)
    }
    let format = try Int.fetchOne(connection, sql: "PRAGMA user_version") ?? 0
    guard format <= StoreFormat.version else { throw HubStoreError.newer(path: path, format: format) }
    guard format >= 1 else { throw HubStoreError.damaged(what: "it has no format number") }
  }
}
