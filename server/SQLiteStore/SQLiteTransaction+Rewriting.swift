import ChangeModel
import HubStore

/// What an erasure writes anew. Everything else of a store is only ever added to.
extension SQLiteTransaction {
  func rewrite(history: [HistoryEntry]) throws {
    try writing {
      for entry in history {
        let (stored, rawCount) = HistoryBytes.pack(entry.changeSet)
        try statement("UPDATE history SET change_set = ?, raw_bytes = ? WHERE position = ?")
          .run(.blob(stored), .integer(Int64(rawCount)), .integer(entry.position))
      }
    }
  }

  func rewrite(results: [StoredResult]) throws {
    try writing {
      for stored in results {
        try statement("UPDATE results SET record = ? WHERE device = ? AND sequence = ?").run(
          .blob(ResultRecord.encode(stored.result)), .integer(stored.device), .integer(stored.result.sequence))
      }
    }
  }
}
