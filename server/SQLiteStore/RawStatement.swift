import ChangeModel
import GRDB
import GRDBSQLite
import HubStore

/// A prepared statement of a GRDB connection, stepped through SQLite's own interface: three times as fast as through
/// GRDB's.
///
/// GRDB owns and caches the statement, and finalizes it when the connection closes. Whoever steps one resets it.
struct RawStatement {
  private let owner: Statement
  private let handle: OpaquePointer

  init(_ statement: Statement) {
    owner = statement
    handle = statement.sqliteStatement
  }

  /// Whether there is another row. Past the last one the statement must be reset.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  func reset() {
    // The result repeats the error of the last step, which was thrown already.
    sqlite3_reset(handle)
  }

  /// Runs a statement that gives no rows, and resets it.
  func run() throws {
    defer { reset() }
    while try step() {}
  }

  /// Binds all parameters in order and runs a statement that gives no rows.
  func run(_ values: Value...) throws {
    try bind(values)
    try run()
  }

  /// Binds all parameters in order and hands over each row.
  func eachRow(_ values: Value..., do body: (RawStatement) throws -> Void) throws {
    defer { reset() }
    try bind(values)
    while try step() { try body(self) }
  }

  /// Binds all parameters in order and gives what `body` makes of the first row, or nil when there is none.
  func first<Result>(_ values: Value..., row body: (RawStatement) throws -> Result) throws -> Result? {
    defer { reset() }
    try bind(values)
    return try step() ? try body(self) : nil
  }

  private func bind(_ values: [Value]) throws {
    for (index, value) in values.enumerated() {
      let index = Int32(index + 1)
      switch value {
      case .null: try bindNull(index)
      case .integer(let number): try bind(index, number)
      case .real(let number): try check(sqlite3_bind_double(handle, index, number))
      case .text(let text): try bind(index, text)
      case .blob(let bytes): try bind(index, bytes)
      case .reference: throw HubStoreError.inconsistent(what: "a reference cannot be bound")
      }
    }
  }

  private func check(_ code: Int32) throws {
    if code != SQLITE_OK { throw failure() }
  }

  private func failure() -> HubStoreError {
    let connection = sqlite3_db_handle(handle)
    return HubStoreError(
      code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
  }
}

// Parameters are counted from 1.
extension RawStatement {
  // SQLITE_TRANSIENT, a cast that C macros cannot hand to Swift: SQLite copies the bytes before the call returns.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
  }

  func bindNull(_ index: Int32) throws {
    try check(sqlite3_bind_null(handle, index))
  }

  func bind(_ index: Int32, _ number: Int64) throws {
    try check(sqlite3_bind_int64(handle, index, number))
  }

  func bind(_ index: Int32, _ number: Int64?) throws {
    if let number {
      try bind(index, number)
    } else {
      try bindNull(index)
    }
  }

  func bind(_ index: Int32, _ id: RowID) throws {
    try id.withBytes { try check(sqlite3_bind_blob(handle, index, $0.baseAddress, 16, Self.transient)) }
  }

  func bind(_ index: Int32, _ bytes: [UInt8]) throws {
    if bytes.isEmpty {
      // A blob without an address would be NULL.
      try check(sqlite3_bind_zeroblob(handle, index, 0))
    } else {
      try bytes.withUnsafeBufferPointer { buffer in
        try check(sqlite3_bind_blob64(handle, index, buffer.baseAddress, UInt64(buffer.count), Self.transient))
      }
    }
  }

  func bind(_ index: Int32, _ text: String) throws {
    // An empty text may have no address either.
    if text.isEmpty { return try check(sqlite3_bind_text(handle, index, "", 0, nil)) }
    var text = text
    try text.withUTF8 { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { characters in
        try check(
          sqlite3_bind_text64(
            handle, index, characters.baseAddress, UInt64(characters.count), Self.transient, UInt8(SQLITE_UTF8)))
      }
    }
  }
}

// Columns are counted from 0.
extension RawStatement {
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func byteCount(_ column: Int32) -> Int { Int(sqlite3_column_bytes(handle, column)) }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: byteCount(column)))
  }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: byteCount(column)), as: UTF8.self)
  }

  /// The 16 bytes of a column without a detour over an array, or nil when it has another length.
  func rowID(_ column: Int32) -> RowID? {
    guard let start = sqlite3_column_blob(handle, column) else { return nil }
    return RowID(UnsafeRawBufferPointer(start: start, count: byteCount(column)))
  }
}
