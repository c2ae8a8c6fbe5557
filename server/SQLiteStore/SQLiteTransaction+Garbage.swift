import ChangeModel
import HubStore
import MergeEngine

extension SQLiteTransaction {
  func tombstones(through position: Position, after key: RowKey?, limit: Int) throws -> [RowState] {
    var rows = [RowState]()
    try statement(
      """
      SELECT \(Self.rowColumns) FROM rows INDEXED BY rows_deleted
      WHERE deleted = 1 AND key > ? AND changed <= ? ORDER BY key LIMIT ?
      """
    ).eachRow(
      .integer(key.map(RecordKey.bound) ?? .min), .integer(position), .integer(Int64(max(0, limit)))
    ) { rows.append(try row($0)) }
    return rows
  }

  func garbage(through position: Position) throws -> GarbageCount {
    try statement(
      """
      SELECT (SELECT count(*) FROM rows INDEXED BY rows_deleted WHERE deleted = 1 AND changed <= ?1),
        (SELECT count(*) FROM departures WHERE position <= ?1), (SELECT count(*) FROM dead_rows)
      """
    ).first(.integer(position)) { row in
      GarbageCount(tombstones: Int(row.integer(0)), departures: Int(row.integer(1)), dead: Int(row.integer(2)))
    } ?? GarbageCount(tombstones: 0, departures: 0, dead: 0)
  }

  func deadRows(after key: RowKey?, limit: Int) throws -> [DeadRow] {
    var rows = [DeadRow]()
    try statement("SELECT key, id, scope FROM dead_rows WHERE key > ? ORDER BY key LIMIT ?").eachRow(
      .integer(key.map(RecordKey.bound) ?? .min), .integer(Int64(max(0, limit)))
    ) { rows.append(try Self.deadRow($0)) }
    return rows
  }

  /// The row under a statement that selects key, id and scope.
  static func deadRow(_ statement: RawStatement) throws -> DeadRow {
    let key = RecordKey.decode(statement.integer(0))
    guard let id = statement.rowID(1) else {
      throw HubStoreError.damaged(what: "the ID of the dead row \(key.row) of table \(key.table) is not 16 bytes")
    }
    return DeadRow(key: key, id: id, scope: Scope(code: statement.integer(2)))
  }

  func save(dead: [DeadRow]) throws {
    try writing {
      for row in dead {
        let key = Value.integer(try RecordKey.encode(row.key))
        try statement("DELETE FROM rows WHERE key = ? AND deleted = 1").run(key)
        try statement("INSERT OR REPLACE INTO dead_rows(key, id, scope) VALUES (?, ?, ?)")
          .run(key, .blob(row.id.bytes), .integer(row.scope.code))
      }
    }
  }

  func forgetDepartures(through position: Position) throws {
    try writing { try statement("DELETE FROM departures WHERE position <= ?").run(.integer(position)) }
  }
}

extension RowLoader {
  /// Looks for a row that is not there among the dead; an org that never collected has none.
  mutating func loadDead(key: Int64) throws {
    guard try transaction.org().horizon > 0 else { return }
    let statement = try transaction.statement("SELECT key, id, scope FROM dead_rows WHERE key = ?")
    try statement.eachRow(.integer(key)) { loaded.dead.append(try SQLiteTransaction.deadRow($0)) }
  }

  mutating func loadDead(_ name: TableID) throws {
    guard try transaction.org().horizon > 0 else { return }
    let statement = try transaction.statement("SELECT key, id, scope FROM dead_rows WHERE id = ? AND key >> 48 = ?")
    try statement.eachRow(.blob(name.id.bytes), .integer(Int64(name.table))) {
      loaded.dead.append(try SQLiteTransaction.deadRow($0))
    }
  }
}
