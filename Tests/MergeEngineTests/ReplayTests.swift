import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Past writes, merged once more.
@Suite struct ReplayTests {
  private typealias Law = MergeLawTests

  /// The values of an item's groups after a replay of a hub's log, without the change sets of one device.
  private func replayed(_ hub: TrialHub, _ row: RowState, without device: DeviceNumber? = nil) -> [[Value]?] {
    let table = TrialSchema.schema.tables[TrialSchema.items]
    return table.groups.map { group in
      let writes = hub.accepted.enumerated().flatMap { index, accepted in
        let changeSet = accepted.submission.changeSet
        guard changeSet.dot.device != device else { return [PastWrite]() }
        let own = changeSet.changes.filter { $0.table == TrialSchema.items && $0.row == .id(row.id) }
        return own.compactMap { change in
          let edits = group.columns.compactMap { column in change.cells.first { $0.column == column }?.edit }
          guard edits.count == group.columns.count else { return nil }
          let write = Write(dot: changeSet.dot, position: Position(index + 1), stamp: accepted.stamp)
          return PastWrite(write: write, context: changeSet.context.lagging(by: change.lag), edits: edits)
        }
      }
      return GroupReplay.values(of: group, in: table, after: writes)
    }
  }

  private func values(of row: RowState) -> [[Value]] {
    TrialSchema.schema.tables[TrialSchema.items].groups.map { $0.columns.map { row.values[$0] } }
  }

  private func isSame(_ replayed: [[Value]?], _ values: [[Value]]) -> Bool {
    zip(replayed, values).allSatisfy { left, right in
      left.map { zip($0, right).allSatisfy { $0.isSame(as: $1) } } ?? false
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func allWritesAgain_giveWhatIsThere_andFewerWhatWouldBe(seed: UInt64) {
    let events = Law.history(
      seed: seed, devices: 3, writes: 16, policies: Law.registers + ["hits", "tags", "notes"])
    var (hub, other) = (Law.hub(), Law.hub())
    for event in events {
      hub.submit(event.changeSet, actor: event.actor)
      if event.actor.device != 3 { other.submit(event.changeSet, actor: event.actor) }
    }
    for row in hub.living(TrialSchema.items) {
      #expect(isSame(replayed(hub, row), values(of: row)), "seed \(seed)")
      guard let without = other.row(TrialSchema.items, row.id) else {
        Issue.record("The row is gone.")
        continue
      }
      #expect(isSame(replayed(hub, row, without: 3), values(of: without)), "seed \(seed)")
    }
  }

  @Test func noWrites_noValues() {
    let table = TrialSchema.schema.tables[TrialSchema.items]
    #expect(table.groups.allSatisfy { GroupReplay.values(of: $0, in: table, after: []) == nil })
  }
}
