import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

/// A scope's order of changes, in pages of any size.
@Suite struct ChangesContractTests {
  private let north = Scope.territory(1)
  private let south = Scope.territory(2)

  /// Inserts, updates, deletes and moves of 24 rows in three tables, several at each position.
  private func history(seed: UInt64, into store: any HubStore) throws -> ReferenceHub {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: seed)
    for position in 1...30 as ClosedRange<Position> {
      var changed: [RowKey: RowState] = [:]
      var left: [Departure] = []
      for _ in 0..<Int.random(in: 1...4, using: &sample.random) {
        let table = Int.random(in: 2...4, using: &sample.random)
        let last = Int64(Set(hub.rows.keys).union(changed.keys).count { $0.table == table })
        let key = RowKey(table: table, row: .random(in: 1...min(8, last + 1), using: &sample.random))
        if changed[key] != nil { continue }
        guard let row = hub.rows[key] else {
          changed[key] = sample.inserted(key, scope: Bool.random(using: &sample.random) ? north : south, at: position)
          continue
        }
        changed[key] = next(row, at: position, sample: &sample, left: &left)
      }
      try store.commit(hub.batch(Array(changed.values), departures: left, head: position))
    }
    return hub
  }

  private func next(_ row: RowState, at position: Position, sample: inout SampleRows, left: inout [Departure])
    -> RowState
  {
    var row = row
    switch Int.random(in: 0..<4, using: &sample.random) {
    case 0:
      row.deletion = row.isDeleted ? nil : sample.write(at: position)
      row.changed = position
      if !row.isDeleted { row.entered = position }
    case 1:
      left.append(Departure(scope: row.scope, position: position, key: row.key))
      row.scope = row.scope == north ? south : north
      row.entered = position
      row.changed = position
    default:
      row = sample.updated(row, at: position)
    }
    return row
  }

  @Test(arguments: StoreKind.allCases, [1, 2, 3] as [UInt64])
  func randomHistory_pagesOfEverySize_giveTheOrderOfPositionTableAndRow(kind: StoreKind, seed: UInt64) throws {
    let test = try kind.make()
    let hub = try history(seed: seed, into: test.store)
    for scope in [north, south, .org] {
      let expected = hub.changes(in: scope, after: .start)
      #expect(try test.store.changes(in: scope) == expected)
      for limit in 1...max(1, expected.count + 1) {
        let pages = try test.store.pagedChanges(in: scope, limit: limit)
        #expect(pages.flatMap { $0 } == expected, "pages of \(limit)")
        #expect(pages.dropLast().allSatisfy { $0.count == limit })
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anyMark_givesWhatLiesBehindIt(kind: StoreKind) throws {
    let test = try kind.make()
    let hub = try history(seed: 4, into: test.store)
    let marks = hub.changes(in: north, after: .start).map(\.mark)
    let strange = [
      PullMark(position: .min), PullMark(position: -1), PullMark(position: 5), PullMark(position: .max),
      PullMark(position: 5, table: -1, row: 3), PullMark(position: 5, table: 3, row: -9),
      PullMark(position: 5, table: 3, row: .max), PullMark(position: 5, table: 255, row: 1),
      PullMark(position: 5, table: 256, row: 1),
    ]
    for mark in marks + strange {
      let expected = hub.changes(in: north, after: mark)
      #expect(try test.store.changes(in: north, after: mark) == expected, "\(mark)")
      for limit in [0, 1, expected.count, expected.count + 1, Int.max] {
        let count = try test.store.read { try $0.changeCount(in: north, after: mark, limit: limit) }
        #expect(count == min(limit, expected.count), "\(mark), at most \(limit)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func departureAndRowAtOnePosition_areOrderedByTableAndRow(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 5)
    let keys = (1...4).map { RowKey(table: 3, row: $0) }
    let rows = keys.map { sample.inserted($0, scope: north, at: 1) }
    try test.store.commit(hub.batch(rows))
    var moved = rows[1]
    moved.scope = south
    moved.entered = 2
    moved.changed = 2
    let left = Departure(scope: north, position: 2, key: keys[1])
    try test.store.commit(
      hub.batch([sample.updated(rows[0], at: 2), moved, sample.updated(rows[2], at: 2)], departures: [left]))
    let entries = try test.store.changes(in: north, after: PullMark(position: 1))
    #expect(entries.map(\.mark.row) == [1, 2, 3])
    #expect(entries.map { $0.row == nil } == [false, true, false])
    #expect(try test.store.pagedChanges(in: north, limit: 1).flatMap { $0 } == hub.changes(in: north, after: .start))
  }

  @Test(arguments: StoreKind.allCases)
  func rowThatLeavesAndReturnsInOneBatch_isNoDeparture(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 6)
    let row = sample.inserted(RowKey(table: 2, row: 1), scope: north, at: 1)
    try test.store.commit(hub.batch([row]))
    var back = row
    back.entered = 3
    back.changed = 3
    var batch = hub.batch([back])
    batch.departures = [
      Departure(scope: north, position: 2, key: row.key), Departure(scope: south, position: 3, key: row.key),
    ]
    try test.store.commit(batch)
    #expect(try test.store.changes(in: north) == [ChangeEntry(.row(back))])
    #expect(try test.store.changes(in: south).map(\.mark) == [PullMark(position: 3, table: 2, row: 1)])
  }

  @Test(arguments: StoreKind.allCases)
  func deletedRows_areAmongTheChanges(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 7)
    var row = sample.inserted(RowKey(table: 2, row: 1), at: 1)
    try test.store.commit(hub.batch([row]))
    row.deletion = sample.write(at: 2)
    row.changed = 2
    try test.store.commit(hub.batch([row]))
    #expect(try test.store.changes(in: north).compactMap(\.row) == [row])
    #expect(try test.store.read { try $0.digests(of: [north]) }.isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func byteLimit_endsAPageAfterTheEntryThatExceedsIt(kind: StoreKind) throws {
    let test = try kind.make()
    let hub = try history(seed: 8, into: test.store)
    let expected = hub.changes(in: north, after: .start)
    var last = 0
    for bytes in [-1, 0, 1, 200, 1_000, 5_000] {
      let pages = try test.store.pagedChanges(in: north, limit: .max, bytes: bytes)
      #expect(pages.flatMap { $0 } == expected)
      let longest = pages.map(\.count).max() ?? 0
      #expect(longest >= last)
      if bytes <= 0 { #expect(longest == 1) }
      last = longest
    }
    #expect(last > 5)
    #expect(try test.store.pagedChanges(in: north, limit: .max, bytes: .max).count == 1)
  }
}
