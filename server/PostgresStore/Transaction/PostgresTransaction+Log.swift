import ChangeModel
import HubStore
import SyncProtocol

extension PostgresTransaction {
  func history(from position: Position, limit: Int) throws -> [HistoryEntry] {
    let answer = try fetch(
      Query(
        """
        SELECT position, device, sequence, stamp, rep, merged_at, raw_bytes, change_set FROM godwit.history
        WHERE org = $1 AND position >= $2 ORDER BY position LIMIT $3
        """, orgParameter, .integer(position), .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try Self.entry(answer, $0) }
  }

  func append(history: [HistoryEntry]) throws {
    guard !history.isEmpty else { return }
    try writing {
      for (before, entry) in zip(history, history.dropFirst()) where entry.position <= before.position {
        throw Self.unordered(entry.position, before: before.position)
      }
      let first = history[0].position
      note(
        Query("SELECT max(position) FROM godwit.history WHERE org = $1", orgParameter) { answer in
          let last = try answer.optionalInteger(0, 0) ?? 0
          guard first > last else { throw Self.unordered(first, before: last) }
        })
      let packed = history.map { HistoryBytes.pack($0.changeSet) }
      note(
        Query(
          """
          INSERT INTO godwit.history(org, position, device, sequence, stamp, rep, merged_at, raw_bytes, change_set)
          SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
            $7::bigint[], $8::bigint[], $9::bytea[])
          """, orgParameter, .integers(history.map(\.position)), .integers(history.map(\.dot.device)),
          .integers(history.map(\.dot.sequence)), .integers(history.map(\.stamp.rawValue)),
          .integers(history.map(\.rep)), .integers(history.map(\.mergedAt)),
          .integers(packed.map { Int64($0.rawCount) }), .blobs(packed.map(\.stored))))
    }
  }

  private static func unordered(_ position: Position, before last: Position) -> HubStoreError {
    .inconsistent(what: "the history has position \(last) before \(position)")
  }

  private static func entry(_ answer: QueryAnswer, _ row: Int32) throws -> HistoryEntry {
    let position = try answer.integer(row, 0)
    let stored = try answer.bytes(row, 7)
    let rawCount = Int(try answer.integer(row, 6))
    let changeSet: [UInt8]
    do {
      changeSet = try HistoryBytes.unpack(stored, rawCount: rawCount)
    } catch {
      throw HubStoreError.damaged(what: "the change set at position \(position): \(error.message)")
    }
    return HistoryEntry(
      position: position, dot: Dot(device: try answer.integer(row, 1), sequence: try answer.integer(row, 2)),
      stamp: Stamp(rawValue: try answer.integer(row, 3)), rep: try answer.integer(row, 4),
      mergedAt: try answer.integer(row, 5), changeSet: changeSet)
  }
}

// MARK: Results

extension PostgresTransaction {
  func results(of device: DeviceNumber, sequences: ClosedRange<Sequence>) throws -> [StoredResult] {
    if let known = people.results[device], known.first <= sequences.lowerBound {
      return known.list.filter { sequences.contains($0.result.sequence) }
        .sorted { $0.result.sequence < $1.result.sequence }
    }
    let answer = try fetch(
      Query(
        """
        SELECT device, sequence, payload, record FROM godwit.results
        WHERE org = $1 AND device = $2 AND sequence BETWEEN $3 AND $4 ORDER BY sequence
        """, orgParameter, .integer(device), .integer(sequences.lowerBound), .integer(sequences.upperBound)))
    return try answer.rows.map { try Self.result(answer, $0) }
  }

  /// A result is final: the same one may come again, another one may not.
  func save(results: [StoredResult]) throws {
    try writing {
      var fresh: [StoredResult] = []
      var seen: [Dot: StoredResult] = [:]
      for stored in results {
        let dot = Dot(device: stored.device, sequence: stored.result.sequence)
        let known = try seen[dot] ?? knownResult(of: dot)
        guard known == nil || known == stored else {
          throw HubStoreError.inconsistent(
            what: "device \(dot.device) has another result for change set \(dot.sequence)")
        }
        seen[dot] = stored
        if known == nil { fresh.append(stored) }
      }
      guard !fresh.isEmpty else { return }
      for stored in fresh where people.results[stored.device] != nil {
        people.results[stored.device]?.list.append(stored)
      }
      note(
        Query(
          """
          INSERT INTO godwit.results(org, device, sequence, payload, record)
          SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[])
          """, orgParameter, .integers(fresh.map(\.device)), .integers(fresh.map(\.result.sequence)),
          .blobs(fresh.map { RowID(high: $0.payload.high, low: $0.payload.low).bytes }),
          .blobs(fresh.map { ResultRecord.encode($0.result) })))
    }
  }

  func purgeResults(of device: DeviceNumber, through sequence: Sequence) throws {
    try writing {
      people.results[device]?.list.removeAll { $0.result.sequence <= sequence }
      note(
        Query(
          "DELETE FROM godwit.results WHERE org = $1 AND device = $2 AND sequence <= $3", orgParameter,
          .integer(device), .integer(sequence)))
    }
  }

  private func knownResult(of dot: Dot) throws -> StoredResult? {
    try results(of: dot.device, sequences: dot.sequence...dot.sequence).first
  }

  /// A row of an answer with device, sequence, payload and record.
  static func result(_ answer: QueryAnswer, _ row: Int32) throws -> StoredResult {
    let device = try answer.integer(row, 0)
    let sequence = try answer.integer(row, 1)
    guard let payload = try answer.rowID(row, 2) else {
      throw HubStoreError.damaged(what: "the result of change set \(sequence) of device \(device) has no hash")
    }
    return StoredResult(
      device: device,
      result: try ResultRecord.decode(try answer.bytes(row, 3), sequence: sequence, device: device),
      payload: Digest(low: payload.low, high: payload.high))
  }
}
