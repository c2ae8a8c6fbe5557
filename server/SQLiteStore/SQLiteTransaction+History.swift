import ChangeModel
import HubStore
import SyncProtocol

extension SQLiteTransaction {
  func history(from position: Position, limit: Int) throws -> [HistoryEntry] {
    var entries = [HistoryEntry]()
    try statement(
      """
      SELECT position, device, sequence, stamp, rep, merged_at, raw_bytes, change_set FROM history
      WHERE position >= ? ORDER BY position LIMIT ?
      """
    ).eachRow(.integer(position), .integer(Int64(max(0, limit)))) { entries.append(try Self.entry($0)) }
    return entries
  }

  func append(history: [HistoryEntry]) throws {
    try writing {
      let insert = try statement(
        """
        INSERT INTO history(position, device, sequence, stamp, rep, merged_at, raw_bytes, change_set)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
      var last = try statement("SELECT max(position) FROM history").first { $0.integer(0) } ?? 0
      for entry in history {
        guard entry.position > last else {
          throw HubStoreError.inconsistent(what: "the history has position \(last) before \(entry.position)")
        }
        last = entry.position
        let (stored, rawCount) = HistoryBytes.pack(entry.changeSet)
        try insert.run(
          .integer(entry.position), .integer(entry.dot.device), .integer(entry.dot.sequence),
          .integer(entry.stamp.rawValue), .integer(entry.rep), .integer(entry.mergedAt), .integer(Int64(rawCount)),
          .blob(stored))
      }
    }
  }

  private static func entry(_ row: RawStatement) throws -> HistoryEntry {
    do {
      return HistoryEntry(
        position: row.integer(0), dot: Dot(device: row.integer(1), sequence: row.integer(2)),
        stamp: Stamp(rawValue: row.integer(3)), rep: row.integer(4), mergedAt: row.integer(5),
        changeSet: try HistoryBytes.unpack(row.bytes(7), rawCount: Int(row.integer(6))))
    } catch {
      throw HubStoreError.damaged(what: "the change set at position \(row.integer(0)): \(error.message)")
    }
  }
}
