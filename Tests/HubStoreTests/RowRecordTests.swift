import ChangeModel
import MergeEngine
import TestSupport
import Testing

@testable import HubStore

/// The stored form of a row.
@Suite struct RowRecordTests {
  private func heading(_ row: RowState) -> RowRecord.Heading {
    RowRecord.Heading(key: row.key, id: row.id, scope: row.scope, parent: row.parent, changed: row.changed)
  }

  private func decoded(_ bytes: [UInt8], like row: RowState) throws -> RowState {
    try RowRecord.decode(bytes, heading: heading(row), shape: nil)
  }

  /// Rows as inserts leave them, and after more and more concurrent writes, deletes and moves.
  private func samples(seed: UInt64, count: Int) -> [RowState] {
    var sample = SampleRows(seed: seed)
    return (1...count).map { index in
      var row = sample.inserted(RowKey(table: 2 + index % 3, row: Int64(index)), at: 100)
      for step in 0..<Int64(index % 6) { row = sample.updated(row, at: 101 + step) }
      if index % 4 == 0 { row.deletion = sample.write(at: row.changed) }
      if index % 5 == 0 { row.entered = Int64(index % 100) }
      if index % 7 == 0 { row.created = sample.write(at: .min) }
      return row
    }
  }

  @Test func anyRow_comesBack() throws {
    for row in samples(seed: 61, count: 400) {
      #expect(try decoded(RowRecord.encode(row), like: row) == row)
    }
  }

  @Test func rowWithoutColumns_comesBack() throws {
    var row = samples(seed: 62, count: 1)[0]
    row.values = []
    row.groups = []
    #expect(try decoded(RowRecord.encode(row), like: row) == row)
  }

  /// The budget: beyond its values, a row that was never changed takes the head byte, the write that made it and two
  /// counts; each changed group adds a write and three bytes.
  @Test func metadata_takesFewBytes() throws {
    var sample = SampleRows(seed: 63)
    var row = sample.inserted(RowKey(table: 2, row: 1), at: 1_000_000)
    row.created = Write(
      dot: Dot(device: 40, sequence: 5_000), position: row.changed, stamp: Stamp(milliseconds: 1_790_000_000_000))
    row.values = row.values.map { _ in .null }
    row.groups = row.groups.map { _ in GroupState(changed: row.changed, winner: row.created) }
    let inserted = try RowRecord.encode(row).count - row.values.count
    #expect(inserted <= 14)

    row.changed += 20_000
    row.groups[3] = GroupState(
      changed: row.changed,
      winner: Write(
        dot: Dot(device: 41, sequence: 9_000), position: row.changed, stamp: Stamp(milliseconds: 1_790_000_900_000)))
    let updated = try RowRecord.encode(row).count - row.values.count
    #expect(updated - inserted <= 24)
  }

  @Test func recordCutAnywhere_isDamage() throws {
    for row in samples(seed: 64, count: 30) {
      let bytes = try RowRecord.encode(row)
      for count in 0..<bytes.count {
        #expect(throws: HubStoreError.self, "row \(row.key.row) cut to \(count) bytes") {
          try decoded(Array(bytes[..<count]), like: row)
        }
      }
      #expect(throws: HubStoreError.self) { try decoded(bytes + [0], like: row) }
    }
  }

  @Test func recordWithAnyBitFlipped_isAnotherRowOrDamage_neverATrap() throws {
    var changed = 0
    for row in samples(seed: 65, count: 24) {
      var bytes = try RowRecord.encode(row)
      for bit in 0..<bytes.count * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8)
        if let other = try? decoded(bytes, like: row), other != row { changed += 1 }
        bytes[bit / 8] ^= 1 << (bit % 8)
      }
    }
    #expect(changed > 0)
  }

  @Test func randomBytes_neverTrap() {
    var random = SplitMix64(seed: 66)
    let row = samples(seed: 67, count: 1)[0]
    for _ in 0..<20_000 {
      var bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      if !bytes.isEmpty { bytes[0] = 0x10 | bytes[0] & 7 }
      _ = try? decoded(bytes, like: row)
    }
  }

  @Test func rowFromBeforeColumnsWereAppended_isFilledUp() throws {
    let row = samples(seed: 68, count: 1)[0]
    let before = TrialSchema.schema.tables[row.key.table]
    let after = TableSchema(
      before.name, meaning: before.meaning, scope: before.scope, deletion: before.deletion,
      columns: before.columns + [
        ColumnSchema("colour", .text, fallback: .text("grey"), meaning: "new"),
        ColumnSchema("weight", .integer, meaning: "new"),
      ])
    let filled = try RowRecord.decode(RowRecord.encode(row), heading: heading(row), shape: RowShape(after))
    #expect(filled.values == row.values + [.text("grey"), .null])
    #expect(filled.groups.count == after.groups.count)
    #expect(filled.groups.suffix(2).allSatisfy { $0 == GroupState(changed: row.created.position, winner: row.created) })
    #expect(try RowRecord.decode(RowRecord.encode(filled), heading: heading(row), shape: RowShape(before)) == filled)
  }

  @Test func results_cutAnywhere_areDamage() throws {
    let result = ChangeResult(
      sequence: 9, status: .rejected(Rejection(.duplicate, "taken", table: 3, row: .trial(4))), position: 0,
      remarks: ["a", "b"], numbers: [4, 3, 1 << 50])
    let bytes = ResultRecord.encode(result)
    #expect(try ResultRecord.decode(bytes, sequence: 9, device: 1) == result)
    for count in 0..<bytes.count {
      #expect(throws: HubStoreError.self) { try ResultRecord.decode(Array(bytes[..<count]), sequence: 9, device: 1) }
    }
  }
}
