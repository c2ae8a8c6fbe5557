import ChangeModel
import HubStore
import MergeEngine

/// The whole store in pages, for whoever copies it.
extension PostgresTransaction {
  func storedRows(after key: RowKey?, limit: Int) throws -> [RowState] {
    // Before the rows are there, because their shapes may have to be asked for.
    _ = try org()
    let answer = try fetch(
      Query(
        "SELECT \(Self.rowColumns) FROM godwit.rows WHERE org = $1 AND key > $2 ORDER BY key LIMIT $3", orgParameter,
        .integer(key.map(RecordKey.bound) ?? .min), .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try row(answer, $0) }
  }

  func departures(after departure: Departure?, limit: Int) throws -> [Departure] {
    let answer = try fetch(
      Query(
        """
        SELECT scope, position, key FROM godwit.departures WHERE org = $1 AND (scope, position, key) > ($2, $3, $4)
        ORDER BY scope, position, key LIMIT $5
        """, orgParameter, .integer(departure?.scope.code ?? .min), .integer(departure?.position ?? .min),
        .integer(try departure.map { try RecordKey.encode($0.key) } ?? .min), .integer(Int64(max(0, limit)))))
    return try answer.rows.map { row in
      Departure(
        scope: Scope(code: try answer.integer(row, 0)), position: try answer.integer(row, 1),
        key: RecordKey.decode(try answer.integer(row, 2)))
    }
  }

  func results(after dot: Dot?, limit: Int) throws -> [StoredResult] {
    let answer = try fetch(
      Query(
        """
        SELECT device, sequence, payload, record FROM godwit.results WHERE org = $1 AND (device, sequence) > ($2, $3)
        ORDER BY device, sequence LIMIT $4
        """, orgParameter, .integer(dot?.device ?? .min), .integer(dot?.sequence ?? .min),
        .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try Self.result(answer, $0) }
  }

  func invitations() throws -> [Invitation] {
    let answer = try fetch(
      Query(
        "SELECT code_hash, rep, expires_at, used_by FROM godwit.invitations WHERE org = $1 ORDER BY code_hash",
        orgParameter))
    return try answer.rows.map { row in
      Invitation(
        codeHash: try answer.bytes(row, 0), rep: try answer.integer(row, 1), expiresAt: try answer.integer(row, 2),
        usedBy: try answer.optionalInteger(row, 3))
    }
  }

  func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String] {
    var check = IntegrityCheck(self)
    try check.run(progress: progress)
    return check.faults
  }
}
