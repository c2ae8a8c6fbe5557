import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

/// Rows in and out: by number, ID, parent and unique value, and row by row.
@Suite struct RowsContractTests {
  private let items = TrialSchema.items
  private let parts = TrialSchema.parts

  @Test(arguments: StoreKind.allCases)
  func emptyStore_answersEverything(kind: StoreKind) throws {
    let test = try kind.make()
    try test.store.read { reading in
      try #expect(reading.head() == 0)
      try #expect(reading.lastRows().isEmpty)
      let loaded = try reading.load(RowNeeds())
      #expect(loaded.rows.isEmpty && loaded.children.isEmpty && loaded.owners.isEmpty)
      try #expect(reading.changes(in: .org, after: .start, limit: 10, bytes: 10).isEmpty)
      try #expect(reading.changeCount(in: .org, after: .start, limit: 10) == 0)
      try #expect(reading.digests(of: [.org, .territory(1)]).isEmpty)
      try #expect(reading.devices().isEmpty && reading.users().isEmpty)
      try #expect(reading.history(from: 0, limit: 10).isEmpty)
      try reading.forEachRow(table: 2) { Issue.record("there is row \($0.key)") }
      try reading.forEachRow(in: .org, table: 2, range: 0...9) { Issue.record("there is row \($0.key)") }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func rows_comeBackAsTheyWereCommitted(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 11)
    let keys = (1...40).map { RowKey(table: items, row: $0) }
    try test.store.commit(hub.batch(keys.map { sample.inserted($0, at: 1) }))
    for position in 2...5 as ClosedRange<Position> {
      try test.store.commit(
        hub.batch(
          keys.filter { $0.row % position != 0 }.compactMap { hub.rows[$0] }.map { sample.updated($0, at: position) }))
    }
    var needs = RowNeeds()
    needs.keys = Set(keys).union([
      RowKey(table: items, row: 41), RowKey(table: 999, row: 1), RowKey(table: -1, row: -1),
    ])
    needs.ids = Set(hub.rows.values.map { TableID(table: items, id: $0.id) })
      .union([TableID(table: items, id: .trial(9)), TableID(table: parts, id: hub.rows[keys[0]]?.id ?? .trial(9))])
    let rows = try test.store.read { try $0.load(needs).rows }
    #expect(rows.count == keys.count, "each row once, whoever asks for it")
    #expect(rows.sorted { $0.key < $1.key } == hub.living(in: items))
    #expect(try test.store.read { try $0.lastRows() } == [items: 40])
    #expect(try test.store.read { try $0.head() } == 5)
  }

  @Test(arguments: StoreKind.allCases)
  func children_areAllOfThem_deletedOnesToo_ascending(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 12)
    let parents = (1...3).map { RowKey(table: items, row: $0) }
    var rows = parents.map { sample.inserted($0, at: 1) }
    for row in 1...9 as ClosedRange<Int64> {
      rows.append(sample.inserted(RowKey(table: parts, row: row), parent: parents[Int(row % 2)], at: 1))
    }
    rows[5].deletion = sample.write(at: 1)
    try test.store.commit(hub.batch(rows))
    var needs = RowNeeds()
    needs.childrenOf = Set(parents)
    needs.keys = [RowKey(table: parts, row: 1)]
    var loaded = try test.store.read { try $0.load(needs) }
    #expect(loaded.children[parents[0]]?.map(\.row) == [2, 4, 6, 8])
    #expect(loaded.children[parents[1]]?.map(\.row) == [1, 3, 5, 7, 9])
    #expect(loaded.children[parents[2], default: []].isEmpty)
    #expect(loaded.rows.sorted { $0.key < $1.key } == rows.filter { $0.key.table == parts })

    // A child that goes to another parent is found there, and only there.
    var moved = rows[3]
    moved.parent = parents[2]
    moved.changed = 2
    try test.store.commit(hub.batch([moved]))
    loaded = try test.store.read { try $0.load(needs) }
    #expect(loaded.children[parents[1]]?.map(\.row) == [3, 5, 7, 9])
    #expect(loaded.children[parents[2]]?.map(\.row) == [1])
  }

  @Test(arguments: StoreKind.allCases)
  func uniqueValues_haveTheOwnerThatLastGainedThem(kind: StoreKind) throws {
    let test = try kind.make()
    func value(_ value: Value, column: Int = 13) -> UniqueValue {
      UniqueValue(table: items, column: column, value: value)
    }
    let first = RowKey(table: items, row: 1)
    let second = RowKey(table: items, row: 2)
    let values: [Value] = [.text("a"), .text("A"), .text("1"), .integer(1), .real(1), .blob([49]), .real(0), .text("")]
    var batch = MergeBatch(head: 1)
    batch.lastRows = [items: 2]
    for each in values { batch.uniqueGained[value(each)] = first }
    try test.store.commit(batch)
    var needs = RowNeeds()
    needs.uniqueValues = Set(values.map { value($0) }).union([
      value(.real(-0.0)), value(.text("b")), value(.text("a"), column: 1),
    ])
    var owners = try test.store.read { try $0.load(needs).owners }
    #expect(owners == Dictionary(uniqueKeysWithValues: values.map { (value($0), first) }))

    // In one batch a value is given up, another changes hands, a third is given up and taken again.
    batch = MergeBatch(head: 2)
    batch.uniqueReleased = [value(.text("a")), value(.text("A")), value(.integer(1))]
    batch.uniqueGained = [value(.text("A")): second, value(.integer(1)): first, value(.text("b")): second]
    try test.store.commit(batch)
    owners = try test.store.read { try $0.load(needs).owners }
    #expect(owners[value(.text("a"))] == nil)
    #expect(owners[value(.text("A"))] == second)
    #expect(owners[value(.text("b"))] == second)
    #expect(owners[value(.integer(1))] == first)
    #expect(owners[value(.real(1))] == first)
  }

  @Test(arguments: StoreKind.allCases)
  func rowsOfAScopeAndRange_livingOnesOnly_ascending(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 13)
    var rows = [RowState]()
    for row in 1...200 as ClosedRange<Int64> {
      // One scope has nearly everything, the other next to nothing: both ways of finding rows are taken.
      let scope = row % 50 == 0 ? Scope.territory(2) : .territory(1)
      rows.append(sample.inserted(RowKey(table: items, row: row), scope: scope, at: 201 - row))
      if row % 25 == 0 { rows[rows.count - 1].deletion = sample.write(at: 1) }
    }
    rows.append(sample.inserted(RowKey(table: parts, row: 50), scope: .territory(2), at: 1))
    rows.append(sample.inserted(RowKey(table: items, row: 201), scope: .territory(2), at: 1))
    try test.store.commit(hub.batch(rows))
    let ranges: [ClosedRange<Int64>] = [
      1...200, 50...50, 51...99, 0...1_000, .min ... .max, 150...201, 300...400, -5...0,
    ]
    for scope in [Scope.territory(1), .territory(2), .org] {
      for range in ranges {
        var found = [RowState]()
        try test.store.read { try $0.forEachRow(in: scope, table: items, range: range) { found.append($0) } }
        #expect(found == hub.living(in: items).filter { $0.scope == scope && range.contains($0.key.row) }, "\(range)")
      }
    }
    var all = [RowState]()
    try test.store.read { try $0.forEachRow(table: items) { all.append($0) } }
    #expect(all == hub.living(in: items))
  }

  @Test(arguments: StoreKind.allCases)
  func loopOverRows_mayAskTheStoreMeanwhile_andMayEndEarly(kind: StoreKind) throws {
    struct Enough: Error {}
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 14)
    try test.store.commit(hub.batch((1...5).map { sample.inserted(RowKey(table: items, row: $0), at: 1) }))
    try test.store.read { reading in
      var pairs = 0
      try reading.forEachRow(table: items) { outer in
        var needs = RowNeeds()
        needs.keys = [outer.key]
        try #expect(reading.load(needs).rows == [outer])
        try reading.forEachRow(table: items) { _ in pairs += 1 }
      }
      #expect(pairs == 25)
      #expect(throws: Enough.self) { try reading.forEachRow(table: items) { _ in throw Enough() } }
      try #expect(reading.changes(in: .territory(1), after: .start, limit: 9, bytes: .max).count == 5)
    }
  }
}
