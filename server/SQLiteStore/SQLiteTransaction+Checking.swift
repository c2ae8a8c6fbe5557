import ChangeModel
import GRDB
import HubStore
import MergeEngine

extension SQLiteTransaction: AuditedReading {
  func structureFaults(max: Int) throws -> [String] {
    try String.fetchAll(connection, sql: "PRAGMA integrity_check(\(max))").filter { $0 != "ok" }.map { "SQLite: \($0)" }
  }

  func storedRowCount() throws -> Int {
    try statement("SELECT count(*) FROM rows").first { Int($0.integer(0)) } ?? 0
  }

  func forEachStoredRow(_ body: (StoredRow) throws -> Void) throws {
    let statement = try ownStatement("SELECT \(Self.rowColumns), tbl, deleted FROM rows ORDER BY key")
    try statement.eachRow { columns in
      let row: Result<RowState, HubStoreError>
      do {
        row = .success(try self.row(columns))
      } catch let error as HubStoreError {
        row = .failure(error)
      }
      try body(StoredRow(row: row, table: columns.integer(6), isDeleted: columns.integer(7) == 1))
    }
  }

  func digestScopes() throws -> [Scope] {
    var scopes = [Scope]()
    try statement("SELECT DISTINCT scope FROM digests ORDER BY scope").eachRow {
      scopes.append(Scope(code: $0.integer(0)))
    }
    return scopes
  }

  func uniqueValueCount() throws -> Int64 {
    try statement("SELECT count(*) FROM unique_values").first { $0.integer(0) } ?? 0
  }

  func lastPositions() throws -> [(table: String, position: Position)] {
    try ["departures", "history"].map { table in
      (table, try statement("SELECT max(position) FROM \(table)").first { $0.integer(0) } ?? 0)
    }
  }
}
