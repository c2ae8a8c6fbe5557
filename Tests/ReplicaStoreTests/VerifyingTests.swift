import ChangeModel
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

@Suite struct VerifyingTests {
  private func delta(_ office: TrialOffice, table: Int, range: ClosedRange<Int64>) -> Delta {
    let rows = office.hub.living(table).filter { range.contains($0.key.row) }.map { row in
      let values = row.values.map { value -> Value in
        guard case .reference(let reference) = value else { return value }
        return .reference(RowReference(row: reference.row))
      }
      return FullRow(row: row.key.row, id: row.id, values: values)
    }
    return Delta(tables: [TableDelta(table: table, full: rows)])
  }

  @Test func twoReplicas_thatAppliedTheSame_haveTheSameDigests() throws {
    var world = try TrialWorld()
    let other = try TrialReplica(device: 6)
    try other.sync(&world.office)
    #expect(try other.replica.digests() == world.replica.replica.digests())
    #expect(try !other.replica.digests().isEmpty)
  }

  @Test func rangeDigests_findTheRowThatDiffers() throws {
    var world = try TrialWorld()
    for number in 1...9 {
      world.office.write([
        Trial.insert(
          TrialSchema.pins, .trial(200 + UInt64(number)), ["item_id": .set(.reference(RowReference(id: .trial(50))))])
      ])
    }
    try world.sync()
    let other = try TrialReplica(device: 6)
    try other.sync(&world.office)
    try world.replica.damage("UPDATE pins SET label = 'damaged' WHERE godwit_row = 5")
    let ranges: [ClosedRange<Int64>] = [1...3, 4...6, 7...Int64.max]
    let mine = try world.replica.replica.rangeDigests(scope: .territory(1), table: TrialSchema.pins, ranges: ranges)
    let theirs = try other.replica.rangeDigests(scope: .territory(1), table: TrialSchema.pins, ranges: ranges)
    #expect(zip(mine, theirs).map { $0 == $1 } == [true, false, true])
    #expect(mine.map(\.count) == [3, 3, 3])
    #expect(
      try world.replica.replica.rangeDigests(scope: .territory(2), table: TrialSchema.pins, ranges: ranges).map(\.count)
        == [0, 0, 0])
  }

  @Test func repair_putsBackWhatWasChangedRemovedAndAdded() throws {
    let world = try TrialWorld()
    try world.replica.damage(
      "UPDATE parts SET name = 'damaged' WHERE godwit_row = 1; DELETE FROM parts WHERE godwit_row = 2;"
        + "INSERT INTO parts(godwit_row, id, item_id) VALUES (7, \(sql(90)), \(sql(50)))")
    #expect(try !world.isInStep())
    let repaired = try world.replica.replica.repair(
      scope: .territory(1), table: TrialSchema.parts, ranges: [1...Int64.max],
      rows: delta(world.office, table: TrialSchema.parts, range: 1...Int64.max))
    #expect(repaired == 3)
    #expect(try world.isInStep())
    #expect(try world.replica.replica.status().pending == 0)
  }

  @Test func repair_keepsWhatIsPending() throws {
    let world = try TrialWorld()
    try world.replica.write("UPDATE items SET name = 'Mine', hits = hits + 1")
    try world.replica.damage("UPDATE items SET terms = 'damaged', hits = 99")
    _ = try world.replica.replica.repair(
      scope: .territory(1), table: TrialSchema.items, ranges: [1...10],
      rows: delta(world.office, table: TrialSchema.items, range: 1...10))
    #expect(try world.replica.rows("SELECT name, hits, terms FROM items") == ["Mine|4|-"])
    #expect(try world.replica.outbox().count == 1)
  }
}

extension TrialReplica {
  /// Changes the file behind the engine's back.
  func damage(_ sql: String) throws {
    let answer = try shell("BEGIN; UPDATE godwit_gate SET open = 0; \(sql); UPDATE godwit_gate SET open = 1; COMMIT")
    #expect(answer.errors == "")
  }
}
