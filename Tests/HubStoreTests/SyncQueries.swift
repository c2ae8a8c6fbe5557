import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport

extension HubStore {
  /// Everything that the server asks for at each sync.
  func askWhatSyncsAsk() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 95)
    let row = sample.inserted(RowKey(table: TrialSchema.items, row: 1), at: 1)
    let first = hub.batch([row], departures: [Departure(scope: .org, position: 1, key: row.key)])
    var second = hub.batch([sample.updated(row, at: 2)])
    second.uniqueReleased = [UniqueValue(table: TrialSchema.items, column: 13, value: .text("none"))]
    second.uniqueGained = [UniqueValue(table: TrialSchema.items, column: 13, value: .text("x")): row.key]
    let result = ChangeResult(sequence: 1, status: .accepted(conflicts: 0), position: 1)
    try write { writing in
      try writing.commit(first)
      try writing.commit(second)
      try writing.save(results: [StoredResult(device: 2, result: result, payload: .zero)])
      try writing.purgeResults(of: 2, through: 1)
      try writing.append(history: [
        HistoryEntry(position: 1, dot: Dot(device: 2, sequence: 1), stamp: .zero, rep: 0, mergedAt: 0, changeSet: [])
      ])
    }
    var needs = RowNeeds()
    needs.keys = [row.key]
    needs.ids = [TableID(table: TrialSchema.items, id: row.id)]
    needs.childrenOf = [row.key]
    needs.uniqueValues = second.uniqueReleased
    try read { reading in
      _ = try reading.load(needs)
      _ = try reading.changes(in: .org, after: .start, limit: 9, bytes: 9)
      _ = try reading.changeCount(in: .org, after: .start, limit: 9)
      _ = try reading.digests(of: [.org])
      _ = try reading.device(2)
      _ = try reading.user(2)
      _ = try reading.invitation(codeHash: [1])
      _ = try reading.results(of: 2, sequences: 1...9)
      _ = try reading.history(from: 1, limit: 9)
      _ = try reading.storedRows(after: row.key, limit: 9)
      _ = try reading.departures(after: Departure(scope: .org, position: 1, key: row.key), limit: 9)
      _ = try reading.results(after: Dot(device: 2, sequence: 1), limit: 9)
      try reading.forEachRow(table: TrialSchema.items) { _ in }
      try reading.forEachRow(in: .territory(1), table: TrialSchema.items, range: 1...9) { _ in }
    }
  }
}
