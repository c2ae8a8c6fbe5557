import Foundation
import GRDBSQLite

/// The rows of a table or view in somebody else's SQLite database, which is opened for reading alone.
///
/// Numbers become the text that SQLite writes for them, NULL an empty field, a blob hexadecimal digits.
final class SQLiteTable {
  let database: String
  let header: [String]
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private var row = 0
  private var isAtEnd = false

  /// - Throws: `ImportFault` when there is no such table, or the database cannot be read.
  init(database: String, table: String) throws {
    self.database = database
    connection = try Self.open(database)
    var statement: OpaquePointer?
    let quoted = table.replacing("\"", with: "\"\"")
    guard sqlite3_prepare_v2(connection, "SELECT * FROM \"\(quoted)\"", -1, &statement, nil) == SQLITE_OK, let statement
    else {
      let names = (try? Self.names(in: database)) ?? []
      let reason = Self.message(connection)
      sqlite3_close_v2(connection)
      throw ImportFault(
        names.contains(table)
          ? "\(database)#\(table) cannot be read: \(reason)."
          : "\(database) has no table \(table). There are \(names.joined(separator: ", ")).")
    }
    self.statement = statement
    header = ColumnNames.distinct(
      (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_name(statement, column).map { String(cString: $0).trimmed } ?? ""
      })
  }

  deinit {
    sqlite3_finalize(statement)
    sqlite3_close_v2(connection)
  }

  /// The next row as a record whose line is the row's place in the table, from 1.
  func next() throws -> CSVRecord? {
    // Past the last row SQLite would begin again.
    if isAtEnd { return nil }
    switch sqlite3_step(statement) {
    case SQLITE_ROW: break
    case SQLITE_DONE:
      isAtEnd = true
      return nil
    default: throw ImportFault("\(database), row \(row + 1): \(Self.message(connection)).")
    }
    row += 1
    var record = CSVRecord(line: row)
    for column in 0..<Int32(header.count) {
      record.bytes += bytes(of: column)
      record.ends.append(record.bytes.count)
    }
    if String(validating: record.bytes, as: UTF8.self) == nil { record.fault = "a text of the row is not UTF-8" }
    return record
  }

  private func bytes(of column: Int32) -> [UInt8] {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return []
    case SQLITE_INTEGER: return Array(String(sqlite3_column_int64(statement, column)).utf8)
    case SQLITE_FLOAT: return Array(DecimalText.of(sqlite3_column_double(statement, column)).utf8)
    case SQLITE_BLOB:
      let blob = Self.copy(sqlite3_column_blob(statement, column), sqlite3_column_bytes(statement, column))
      return blob.flatMap { Array(($0 < 16 ? "0" : "").utf8) + Array(String($0, radix: 16).utf8) }
    default:
      let text = UnsafeRawPointer(sqlite3_column_text(statement, column))
      return Self.copy(text, sqlite3_column_bytes(statement, column))
    }
  }

  private static func copy(_ start: UnsafeRawPointer?, _ count: Int32) -> [UInt8] {
    guard let start, count > 0 else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  /// Whether a file begins as SQLite databases do.
  static func isDatabase(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 16)) == Data("SQLite format 3\0".utf8)
  }

  /// The tables and views of a database, by name.
  static func names(in database: String) throws -> [String] {
    let connection = try open(database)
    defer { sqlite3_close_v2(connection) }
    let sql =
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql + " ORDER BY name", -1, &statement, nil) == SQLITE_OK else {
      throw ImportFault("\(database) cannot be read: \(message(connection)).")
    }
    defer { sqlite3_finalize(statement) }
    var names = [String]()
    while sqlite3_step(statement) == SQLITE_ROW {
      if let name = sqlite3_column_text(statement, 0) { names.append(String(cString: name)) }
    }
    return names
  }

  private static func open(_ path: String) throws -> OpaquePointer {
    var connection: OpaquePointer?
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, let connection else {
      let reason = connection.map(message) ?? "there is too little memory"
      sqlite3_close_v2(connection)
      throw ImportFault("\(path) cannot be opened: \(reason).")
    }
    sqlite3_busy_timeout(connection, 5_000)
    return connection
  }

  private static func message(_ connection: OpaquePointer) -> String {
    sqlite3_errmsg(connection).map { String(cString: $0) } ?? "an error without a name"
  }
}
