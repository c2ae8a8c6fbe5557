import GRDBSQLite

/// A client of a SQLite file that knows nothing of Godwit: it plays operations with prepared statements.
public final class OperationClient {
  private let connection: OpaquePointer
  private var statements: [String: OpaquePointer] = [:]

  /// - Parameter setUp: SQL that makes the tables; none for a replica, which has them.
  public init(path: String, setUp: [String] = []) throws {
    var handle: OpaquePointer?
    let code = sqlite3_open(path, &handle)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close(handle)
      throw WorkloadError("\(path) cannot be opened (\(code)): name a folder with room for it")
    }
    connection = handle
    sqlite3_busy_timeout(connection, 10_000)
    // A client's own choice, the same for both sides of each ratio.
    try run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    for sql in setUp { try run(sql) }
  }

  deinit { close() }

  public func close() {
    for statement in statements.values { sqlite3_finalize(statement) }
    statements = [:]
    sqlite3_close_v2(connection)
  }

  /// - Parameter isOneTransaction: all of it is committed at once, whatever the operations say.
  public func play(_ operations: Operations, isOneTransaction: Bool = false) throws {
    if isOneTransaction { try run("BEGIN IMMEDIATE") }
    try operations.play { step in
      switch step {
      case .begin: if !isOneTransaction { try run("BEGIN IMMEDIATE") }
      case .commit: if !isOneTransaction { try run("COMMIT") }
      case .row(let kind, let table, let column, let fields): try write(kind, table, column, fields)
      }
    }
    if isOneTransaction { try run("COMMIT") }
  }

  public func run(_ sql: String) throws {
    if sqlite3_exec(connection, sql, nil, nil, nil) != SQLITE_OK { throw failure(sql) }
  }

  /// The first number that a query gives; 0 without one.
  public func number(_ sql: String) throws -> Int64 {
    let statement = try prepared(sql)
    defer { sqlite3_reset(statement) }
    return sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0
  }

  private func write(_ kind: Operations.Kind, _ table: Int, _ column: Int, _ fields: [Operations.Field]) throws {
    let name = WorkloadSchema.tables[table]
    let columns = WorkloadSchema.columns[table]
    let sql =
      switch kind {
      case .insert:
        "INSERT INTO \(name)(id, \(columns.joined(separator: ", "))) VALUES (?\(String(repeating: ", ?", count: columns.count)))"
      case .update: "UPDATE \(name) SET \(columns[max(0, column - 1)]) = ?2 WHERE id = ?1"
      case .delete: "DELETE FROM \(name) WHERE id = ?1"
      }
    let statement = try prepared(sql)
    for (index, field) in fields.enumerated() { bind(field, to: statement, at: Int32(index + 1)) }
    guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
    sqlite3_reset(statement)
  }

  private func bind(_ field: Operations.Field, to statement: OpaquePointer, at index: Int32) {
    // The bytes of the operations outlive the step, so SQLite need not copy them.
    switch field {
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .text(let bytes):
      sqlite3_bind_text(statement, index, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil)
    case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), nil)
    }
  }

  fileprivate func prepared(_ sql: String) throws -> OpaquePointer {
    if let known = statements[sql] { return known }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK,
      let statement
    else { throw failure(sql) }
    statements[sql] = statement
    return statement
  }

  fileprivate func failure(_ sql: String) -> WorkloadError {
    WorkloadError("SQLite says \(String(cString: sqlite3_errmsg(connection))) to: \(sql)")
  }
}

extension OperationClient {
  /// A row as a hub's store keeps it.
  public struct StoredRow: Sendable {
    public var key: Int64
    public var id: [UInt8]
    public var parent: Int64?
    public var record: [UInt8]

    public init(key: Int64, id: [UInt8], parent: Int64?, record: [UInt8]) {
      self.key = key
      self.id = id
      self.parent = parent
      self.record = record
    }
  }

  /// Writes rows over older ones only, so many in a transaction, into the table of rows of a hub's store.
  public func upsert(_ rows: [StoredRow], changed: Int64, batch: Int) throws {
    let sql = """
      INSERT INTO rows(key, tbl, id, scope, changed, parent, deleted, record) VALUES (?1, ?1 >> 48, ?2, 0, ?3, ?4, 0, ?5)
      ON CONFLICT(key) DO UPDATE SET changed = excluded.changed, record = excluded.record
      WHERE excluded.changed > changed
      """
    let statement = try prepared(sql)
    for (index, row) in rows.enumerated() {
      if index % batch == 0 { try run("BEGIN IMMEDIATE") }
      sqlite3_bind_int64(statement, 1, row.key)
      sqlite3_bind_int64(statement, 3, changed + Int64(index / batch))
      if let parent = row.parent { sqlite3_bind_int64(statement, 4, parent) } else { sqlite3_bind_null(statement, 4) }
      let code = row.id.withUnsafeBytes { id in
        row.record.withUnsafeBytes { record in
          sqlite3_bind_blob(statement, 2, id.baseAddress, Int32(id.count), nil)
          sqlite3_bind_blob(statement, 5, record.baseAddress, Int32(record.count), nil)
          return sqlite3_step(statement)
        }
      }
      guard code == SQLITE_DONE else { throw failure(sql) }
      sqlite3_reset(statement)
      if index % batch == batch - 1 || index == rows.count - 1 { try run("COMMIT") }
    }
  }
}
