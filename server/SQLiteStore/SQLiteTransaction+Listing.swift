import ChangeModel
import HubStore
import MergeEngine

/// The whole store in pages, for whoever copies it.
extension SQLiteTransaction {
  func storedRows(after key: RowKey?, limit: Int) throws -> [RowState] {
    var rows = [RowState]()
    let place = key.map(RecordKey.bound) ?? .min
    try statement("SELECT \(Self.rowColumns) FROM rows WHERE key > ? ORDER BY key LIMIT ?")
      .eachRow(.integer(place), .integer(Int64(max(0, limit)))) { rows.append(try row($0)) }
    return rows
  }

  func departures(after departure: Departure?, limit: Int) throws -> [Departure] {
    var departures = [Departure]()
    try statement(
      """
      SELECT scope, position, key FROM departures WHERE (scope, position, key) > (?, ?, ?)
      ORDER BY scope, position, key LIMIT ?
      """
    ).eachRow(
      .integer(departure?.scope.code ?? .min), .integer(departure?.position ?? .min),
      .integer(try departure.map { try RecordKey.encode($0.key) } ?? .min), .integer(Int64(max(0, limit)))
    ) { row in
      departures.append(
        Departure(
          scope: Scope(code: row.integer(0)), position: row.integer(1), key: RecordKey.decode(row.integer(2))))
    }
    return departures
  }

  func results(after dot: Dot?, limit: Int) throws -> [StoredResult] {
    var results = [StoredResult]()
    try statement(
      """
      SELECT sequence, payload, record, device FROM results WHERE (device, sequence) > (?, ?)
      ORDER BY device, sequence LIMIT ?
      """
    ).eachRow(
      .integer(dot?.device ?? .min), .integer(dot?.sequence ?? .min), .integer(Int64(max(0, limit)))
    ) { results.append(try Self.result($0, of: $0.integer(3))) }
    return results
  }

  func invitations() throws -> [Invitation] {
    var invitations = [Invitation]()
    try statement("SELECT code_hash, rep, expires_at, used_by FROM invitations ORDER BY code_hash").eachRow { row in
      invitations.append(
        Invitation(
          codeHash: row.bytes(0), rep: row.integer(1), expiresAt: row.integer(2), usedBy: row.optionalInteger(3)))
    }
    return invitations
  }

  func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String] {
    var check = IntegrityCheck(self)
    try check.run(progress: progress)
    return check.faults
  }
}
