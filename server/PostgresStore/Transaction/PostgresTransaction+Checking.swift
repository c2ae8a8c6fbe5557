import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction: AuditedReading {
  /// PostgreSQL checks its pages itself where the cluster has checksums.
  func structureFaults(max: Int) throws -> [String] { [] }

  func storedRowCount() throws -> Int {
    Int(try fetch(Query("SELECT count(*) FROM godwit.rows WHERE org = $1", orgParameter)).integer(0, 0))
  }

  func forEachStoredRow(_ body: (StoredRow) throws -> Void) throws {
    try forEachPage(
      "SELECT \(Self.rowColumns), tbl, deleted FROM godwit.rows WHERE org = $1 AND key BETWEEN $2 AND $3",
      keys: .min ... .max
    ) { answer, index in
      let row: Result<RowState, HubStoreError>
      do {
        row = .success(try self.row(answer, index))
      } catch let error as HubStoreError {
        row = .failure(error)
      }
      try body(StoredRow(row: row, table: try answer.integer(index, 6), isDeleted: try answer.boolean(index, 7)))
    }
  }

  func digestScopes() throws -> [Scope] {
    let answer = try fetch(
      Query("SELECT DISTINCT scope FROM godwit.digests WHERE org = $1 ORDER BY scope", orgParameter))
    return try answer.rows.map { Scope(code: try answer.integer($0, 0)) }
  }

  func uniqueValueCount() throws -> Int64 {
    try fetch(Query("SELECT count(*) FROM godwit.unique_values WHERE org = $1", orgParameter)).integer(0, 0)
  }

  func lastPositions() throws -> [(table: String, position: Position)] {
    try ["departures", "history"].map { table in
      let answer = try fetch(Query("SELECT max(position) FROM godwit.\(table) WHERE org = $1", orgParameter))
      return (table, try answer.optionalInteger(0, 0) ?? 0)
    }
  }
}
