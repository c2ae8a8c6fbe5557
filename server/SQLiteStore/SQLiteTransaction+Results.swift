import ChangeModel
import HubStore

extension SQLiteTransaction {
  func results(of device: DeviceNumber, sequences: ClosedRange<Sequence>) throws -> [StoredResult] {
    var results = [StoredResult]()
    try statement(
      "SELECT sequence, payload, record FROM results WHERE device = ? AND sequence BETWEEN ? AND ? ORDER BY sequence"
    ).eachRow(.integer(device), .integer(sequences.lowerBound), .integer(sequences.upperBound)) { row in
      results.append(try Self.result(row, of: device))
    }
    return results
  }

  /// The result under a statement that selects sequence, payload and record first.
  static func result(_ row: RawStatement, of device: DeviceNumber) throws -> StoredResult {
    guard let payload = row.rowID(1) else {
      throw HubStoreError.damaged(what: "the result of change set \(row.integer(0)) of device \(device) has no hash")
    }
    let result = try ResultRecord.decode(row.bytes(2), sequence: row.integer(0), device: device)
    return StoredResult(device: device, result: result, payload: Digest(low: payload.low, high: payload.high))
  }

  /// A result is final: the same one may come again, another one may not.
  func save(results: [StoredResult]) throws {
    try writing {
      for stored in results {
        let sequence = stored.result.sequence
        let known = try self.results(of: stored.device, sequences: sequence...sequence).first
        guard known == nil || known == stored else {
          throw HubStoreError.inconsistent(
            what: "device \(stored.device) has another result for change set \(sequence)")
        }
        if known == nil {
          try statement("INSERT INTO results(device, sequence, payload, record) VALUES (?, ?, ?, ?)").run(
            .integer(stored.device), .integer(sequence),
            .blob(RowID(high: stored.payload.high, low: stored.payload.low).bytes),
            .blob(ResultRecord.encode(stored.result)))
        }
      }
    }
  }

  func purgeResults(of device: DeviceNumber, through sequence: Sequence) throws {
    try writing {
      try statement("DELETE FROM results WHERE device = ? AND sequence <= ?").run(.integer(device), .integer(sequence))
    }
  }
}
