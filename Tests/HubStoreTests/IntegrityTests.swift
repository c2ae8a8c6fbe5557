import ChangeModel
import GRDB
import HubStore
import MergeEngine
import TestSupport
import Testing

@testable import SQLiteStore

/// What verify finds: each way in which the store can contradict its rows.
@Suite struct IntegrityTests {
  /// A store whose unique values, digests and positions all follow from its rows.
  private func soundStore() throws -> SQLiteHubStore {
    let store = try SQLiteHubStore.inMemory(org: .trial)
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 71)
    var rows = (1...20).map { sample.inserted(RowKey(table: TrialSchema.items, row: $0), at: 1) }
    for index in rows.indices { rows[index].values[13] = index % 3 == 0 ? .null : .text("code \(index)") }
    rows[4].deletion = sample.write(at: 1)
    var batch = hub.batch(rows)
    for row in rows where !row.isDeleted && !row.values[13].isNull {
      batch.uniqueGained[UniqueValue(table: TrialSchema.items, column: 13, value: row.values[13])] = row.key
    }
    batch.departures = [Departure(scope: .org, position: 1, key: rows[0].key)]
    try store.write { writing in
      try writing.commit(batch)
      try writing.append(history: [
        HistoryEntry(position: 1, dot: Dot(device: 1, sequence: 1), stamp: .zero, rep: 0, mergedAt: 0, changeSet: [1])
      ])
    }
    return store
  }

  @Test func soundStore_hasNoFaults_andProgressReachesTheEnd() throws {
    var last = (done: 0, total: 0)
    #expect(try soundStore().integrityFaults { last = ($0, $1) } == [])
    #expect(last == (20, 20))
  }

  @Test(arguments: [
    ("UPDATE rows SET record = x'10' WHERE key & 255 = 3", "row 3 of table 2"),
    ("UPDATE rows SET record = zeroblob(0) WHERE key & 255 = 3", "row 3 of table 2"),
    ("UPDATE rows SET id = x'00' WHERE key & 255 = 3", "row 3 of table 2"),
    ("UPDATE rows SET scope = 9 WHERE key & 255 = 3", "the digest of table 2 in scope 9"),
    ("UPDATE rows SET deleted = 1 WHERE key & 255 = 3", "the indexed columns contradict"),
    ("UPDATE rows SET tbl = 3 WHERE key & 255 = 3", "the indexed columns contradict"),
    ("UPDATE rows SET changed = 2 WHERE key & 255 = 3", "after the head 1"),
    ("DELETE FROM rows WHERE key & 255 = 3", "the digest of table 2 in scope 5"),
    ("UPDATE digests SET low = low + 1", "the digest of table 2 in scope 5"),
    ("UPDATE digests SET count = 18", "the digest of table 2 in scope 5"),
    ("INSERT INTO digests VALUES (1, 2, 3, 4, 5)", "the digest of table 2 in scope 1"),
    ("UPDATE last_rows SET row = 19", "row 20 of table 2 is above the last number"),
    ("DELETE FROM unique_values WHERE row = 3", "its code is noted as nobody's"),
    ("UPDATE unique_values SET row = 4 WHERE row = 3", "its code is noted as row 4's"),
    ("INSERT INTO unique_values VALUES (2, 13, x'00', 1)", "1 unique values are noted for rows"),
    ("UPDATE departures SET position = 2", "departures go on to position 2"),
    ("UPDATE history SET position = 2", "history go on to position 2"),
    ("UPDATE log SET head = 0", "after the head 0"),
  ])
  func contradiction_isFound(sql: String, fault: String) throws {
    let store = try soundStore()
    try store.database.write { try $0.execute(sql: sql) }
    let faults = try store.integrityFaults()
    #expect(faults.contains { $0.contains(fault) }, "\(faults)")
  }

  @Test func damagedRecord_isSaidWhenItIsRead_andHurtsNoOtherRow() throws {
    let store = try soundStore()
    let good = RowKey(table: TrialSchema.items, row: 2)
    try store.database.write { try $0.execute(sql: "UPDATE rows SET record = x'FF' WHERE key & 255 = 3") }
    do {
      _ = try store.rows(RowKey(table: TrialSchema.items, row: 3))
      Issue.record("a damaged row was read")
    } catch HubStoreError.damaged(let what) {
      #expect(what.hasPrefix("row 3 of table 2"))
    }
    #expect(try store.rows(good).map(\.key) == [good])
  }

  @Test func damagedHistoryAndResults_areSaid() throws {
    let store = try soundStore()
    try store.write { writing in
      try writing.save(results: [
        StoredResult(
          device: 1, result: ChangeResult(sequence: 1, status: .accepted(conflicts: 0), position: 1), payload: .zero)
      ])
    }
    try store.database.write { connection in
      try connection.execute(sql: "UPDATE history SET raw_bytes = 900; UPDATE results SET record = x'C8'")
    }
    #expect(throws: HubStoreError.self) { try store.read { try $0.history(from: 0, limit: 9) } }
    #expect(throws: HubStoreError.self) { try store.read { try $0.results(of: 1, sequences: 1...1) } }
  }
}
