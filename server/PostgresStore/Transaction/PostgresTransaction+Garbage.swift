import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction {
  func tombstones(through position: Position, after key: RowKey?, limit: Int) throws -> [RowState] {
    // Before the rows are there, because their shapes may have to be asked for.
    _ = try org()
    let answer = try fetch(
      Query(
        """
        SELECT \(Self.rowColumns) FROM godwit.rows WHERE org = $1 AND deleted AND key > $2 AND changed <= $3
        ORDER BY key LIMIT $4
        """, orgParameter, .integer(key.map(RecordKey.bound) ?? .min), .integer(position),
        .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try row(answer, $0) }
  }

  func garbage(through position: Position) throws -> GarbageCount {
    let answer = try fetch(
      Query(
        """
        SELECT (SELECT count(*) FROM godwit.rows WHERE org = $1 AND deleted AND changed <= $2),
          (SELECT count(*) FROM godwit.departures WHERE org = $1 AND position <= $2),
          (SELECT count(*) FROM godwit.dead_rows WHERE org = $1)
        """, orgParameter, .integer(position)))
    return GarbageCount(
      tombstones: Int(try answer.integer(0, 0)), departures: Int(try answer.integer(0, 1)),
      dead: Int(try answer.integer(0, 2)))
  }

  func deadRows(after key: RowKey?, limit: Int) throws -> [DeadRow] {
    let answer = try fetch(
      Query(
        "SELECT key, id, scope FROM godwit.dead_rows WHERE org = $1 AND key > $2 ORDER BY key LIMIT $3", orgParameter,
        .integer(key.map(RecordKey.bound) ?? .min), .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try Self.deadRow(answer, $0) }
  }

  /// A row of an answer that begins with key, id and scope.
  static func deadRow(_ answer: QueryAnswer, _ index: Int32) throws -> DeadRow {
    let key = RecordKey.decode(try answer.integer(index, 0))
    guard let id = try answer.rowID(index, 1) else {
      throw HubStoreError.damaged(what: "the ID of the dead row \(key.row) of table \(key.table) is not 16 bytes")
    }
    return DeadRow(key: key, id: id, scope: Scope(code: try answer.integer(index, 2)))
  }

  func save(dead: [DeadRow]) throws {
    guard !dead.isEmpty else { return }
    try writing {
      let keys = try dead.map { try RecordKey.encode($0.key) }
      note(Query("DELETE FROM godwit.rows WHERE org = $1 AND key = ANY($2) AND deleted", orgParameter, .integers(keys)))
      note(
        Query(
          """
          INSERT INTO godwit.dead_rows(org, key, id, scope)
          SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bigint[]) ON CONFLICT DO NOTHING
          """, orgParameter, .integers(keys), .blobs(dead.map(\.id.bytes)), .integers(dead.map(\.scope.code))))
    }
  }

  func forgetDepartures(through position: Position) throws {
    try writing {
      note(
        Query(
          "DELETE FROM godwit.departures WHERE org = $1 AND position <= $2", orgParameter, .integer(position)))
    }
  }
}
