import GRDB
import GRDBSQLite

/// A write-ahead log that somebody left behind.
public enum DurableLog {
  /// SQLite itself writes a page at a time; its Unix layer takes less than 128 KiB in one call.
  private static let chunkBytes: Int64 = 1 << 16

  /// Writes the log's own bytes over it once more and syncs it, so that nothing later stands on what is not on disk.
  ///
  /// After a failed sync a kernel may take what it could not write for written: it is still read, the next sync says
  /// nothing, and a power cut takes it, with all that was committed behind it (wiki.postgresql.org/wiki/Fsync_Errors).
  /// A connection that lives on writes those frames again; one that recovers the log from the file does not.
  /// - Parameter db: a connection in WAL mode outside of transactions.
  /// - Returns: false when somebody else is writing: what is in use was not left behind, and nobody waits for it.
  /// - Throws: `DatabaseError` when the log cannot be read or written; it is as before then.
  @discardableResult
  public static func renew(_ db: Database) throws -> Bool {
    let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
    try db.execute(sql: "PRAGMA busy_timeout = 0")
    defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
    do {
      // With the write lock, nobody appends or starts the log anew meanwhile.
      try db.inTransaction(.immediate) {
        try renewLocked(db)
        return .commit
      }
      return true
    } catch DatabaseError.SQLITE_BUSY {
      return false
    }
  }

  private static func renewLocked(_ db: Database) throws {
    var pointer: UnsafeMutablePointer<sqlite3_file>?
    try check(sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &pointer))
    guard let file = pointer, let methods = file.pointee.pMethods?.pointee,
      let read = methods.xRead, let write = methods.xWrite, let sync = methods.xSync, let measure = methods.xFileSize
    else { return }
    var size: Int64 = 0
    try check(measure(file, &size))
    if size == 0 { return }
    var chunk = [UInt8](repeating: 0, count: Int(min(size, chunkBytes)))
    for offset in stride(from: 0, to: size, by: Int64.Stride(chunkBytes)) {
      let count = Int32(min(chunkBytes, size - offset))
      try check(read(file, &chunk, count, offset))
      try check(write(file, chunk, count, offset))
    }
    try check(sync(file, SQLITE_SYNC_NORMAL))
  }

  private static func check(_ code: Int32) throws {
    if code != SQLITE_OK { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
