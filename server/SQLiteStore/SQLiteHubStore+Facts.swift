import GRDB
import HubStore

extension SQLiteHubStore {
  /// The size of the file and of its write-ahead log together; 0 in memory.
  public var fileBytes: Int64 {
    guard let path else { return 0 }
    return Self.byteCount(ofFile: path) + Self.byteCount(ofFile: path + "-wal")
  }

  /// Folds the write-ahead log into the file and empties it.
  ///
  /// What readers still look at stays in the log for the next time; SQLite does the same by itself after every
  /// 4,000 pages.
  /// - Returns: whether the log is empty now.
  @discardableResult
  public func checkpoint() throws -> Bool {
    try HubStoreError.translating {
      try database.writeWithoutTransaction { connection in
        do {
          try connection.execute(sql: "PRAGMA busy_timeout = 0")
          defer { try? connection.execute(sql: "PRAGMA busy_timeout = 10000") }
          try connection.checkpoint(.truncate)
          return true
        } catch DatabaseError.SQLITE_BUSY {
          return false
        }
      }
    }
  }
}
