import ChangeModel
import GRDB
import GRDBSQLite

/// A prepared statement on the bare C interface, for the paths on which every row counts, and for texts that GRDB would
/// cut at a NUL.
///
/// Columns count from 0 and parameters from 1, as in SQLite.
final class RawStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  /// Whose the handle is, if the connection keeps it for the next time.
  private let keeper: Statement?

  convenience init(_ sql: String, on db: Database) throws {
    guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE, sql: sql) }
    try self.init(sql, on: connection)
  }

  init(_ sql: String, on connection: OpaquePointer) throws {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
    self.handle = handle
    self.connection = connection
    keeper = nil
  }

  /// A statement that the connection keeps prepared: for short looks that are taken often, one at a time.
  init(kept sql: String, on db: Database) throws {
    let statement = try db.cachedStatement(sql: sql)
    guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE, sql: sql) }
    handle = statement.sqliteStatement
    self.connection = connection
    keeper = statement
  }

  deinit {
    if keeper == nil {
      sqlite3_finalize(handle)
    } else {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
  }

  // MARK: Running

  /// Whether there is a (further) row. Without one the statement is ready to run again.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    default: throw failure()
    }
  }

  /// Runs a statement that gives no rows; the number of rows that it changed itself.
  @discardableResult
  func run() throws -> Int {
    while try step() {}
    return Int(sqlite3_changes(connection))
  }

  /// Ends a statement before its last row.
  func reset() { sqlite3_reset(handle) }

  private func failure() -> DatabaseError {
    let code = sqlite3_extended_errcode(connection)
    let message = String(cString: sqlite3_errmsg(connection))
    let sql = sqlite3_sql(handle).map { String(cString: $0) }
    sqlite3_reset(handle)
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
  }

  /// The number in the first column of the first row; 0 without one.
  func firstNumber() throws -> Int64 {
    defer { reset() }
    return try step() ? int64(0) : 0
  }

  // MARK: Parameters

  func bind(_ number: Int64, at index: Int) { sqlite3_bind_int64(handle, Int32(index), number) }

  func bindNull(at index: Int) { sqlite3_bind_null(handle, Int32(index)) }

  func bind(_ id: RowID, at index: Int) {
    id.withBytes { _ = sqlite3_bind_blob(handle, Int32(index), $0.baseAddress, 16, Self.transient) }
  }

  func bind(_ bytes: [UInt8], at index: Int) {
    // A null pointer would bind NULL, and an empty array may have one.
    if bytes.isEmpty {
      sqlite3_bind_zeroblob(handle, Int32(index), 0)
    } else {
      sqlite3_bind_blob(handle, Int32(index), bytes, Int32(bytes.count), Self.transient)
    }
  }

  func bind(_ text: String, at index: Int) {
    var text = text
    _ = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // A null pointer would bind NULL, and an empty buffer may have one.
        if let start = characters.baseAddress {
          sqlite3_bind_text(handle, Int32(index), start, Int32(characters.count), Self.transient)
        } else {
          sqlite3_bind_text(handle, Int32(index), "", 0, Self.transient)
        }
      }
    }
  }

  /// Binds what a cell holds; a reference by its ID, or NULL without one.
  func bind(_ value: Value, at index: Int) {
    switch value {
    case .null: bindNull(at: index)
    case .integer(let number): bind(number, at: index)
    case .real(let number): sqlite3_bind_double(handle, Int32(index), number)
    case .text(let text): bind(text, at: index)
    case .blob(let bytes): bind(bytes, at: index)
    case .reference(let reference):
      if let id = reference.id { bind(id, at: index) } else { bindNull(at: index) }
    }
  }

  /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns. The C macro is a cast that Swift cannot import.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: Columns

  func isNull(_ index: Int) -> Bool { sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL }

  func int64(_ index: Int) -> Int64 { sqlite3_column_int64(handle, Int32(index)) }

  func bytes(_ index: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(index)) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(index)))))
  }

  func rowID(_ index: Int) -> RowID? {
    guard let start = sqlite3_column_blob(handle, Int32(index)) else { return nil }
    return RowID(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(index)))))
  }

  /// The text, and whether it had to be repaired: any client can write bytes that are not UTF-8.
  func text(_ index: Int) -> (text: String, wasRepaired: Bool) {
    guard let start = sqlite3_column_text(handle, Int32(index)) else { return ("", false) }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(index))))
    if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
    return (String(decoding: bytes, as: UTF8.self), true)
  }

  /// The value in one of SQLite's own classes.
  func value(_ index: Int) -> Value {
    switch sqlite3_column_type(handle, Int32(index)) {
    case SQLITE_INTEGER: .integer(int64(index))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, Int32(index)))
    case SQLITE_TEXT: .text(text(index).text)
    case SQLITE_BLOB: .blob(bytes(index))
    default: .null
    }
  }
}
