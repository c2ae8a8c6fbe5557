import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// What a store keeps of deleted rows, and how it forgets them.
@Suite struct GarbageContractTests {
  /// Twelve items, every second one deleted at the position of its number, and departures at 1 to 12.
  private func filled(_ test: StoreUnderTest) throws -> [RowState] {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 71)
    var rows = (1...12).map { number in
      sample.inserted(RowKey(table: TrialSchema.items, row: Int64(number)), at: Position(number))
    }
    for index in stride(from: 0, to: 12, by: 2) { rows[index].deletion = sample.write(at: rows[index].changed) }
    let departures = rows.map { Departure(scope: .territory(2), position: $0.changed, key: $0.key) }
    try test.store.commit(hub.batch(rows, departures: departures))
    return rows
  }

  private func setHorizon(_ position: Position, _ test: StoreUnderTest) throws {
    try test.store.write { store in
      var org = try store.org()
      org.horizon = position
      try store.save(org: org)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func tombstones_comeInPages_upToAPosition(kind: StoreKind) throws {
    let test = try kind.make()
    let deleted = try filled(test).filter(\.isDeleted)
    for (through, limit) in [(12, 99), (7, 2), (7, 1), (0, 5)] as [(Position, Int)] {
      var listed = [RowState]()
      while case let page = try test.store.read({
        try $0.tombstones(through: through, after: listed.last?.key, limit: limit)
      }), !page.isEmpty {
        #expect(page.count <= limit)
        listed += page
      }
      #expect(listed == deleted.filter { $0.changed <= through })
    }
    #expect(
      try test.store.read { try $0.garbage(through: 7) } == GarbageCount(tombstones: 4, departures: 7, dead: 0))
  }

  @Test(arguments: StoreKind.allCases)
  func deadRows_areFoundByNumberAndByID_andNothingElseOfThem(kind: StoreKind) throws {
    let test = try kind.make()
    let rows = try filled(test)
    // A living one is never forgotten, whatever is asked.
    let dead = [rows[0], rows[2], rows[4]].map(DeadRow.init)
    try setHorizon(5, test)
    try test.store.write { store in
      try store.save(dead: dead)
      try store.forgetDepartures(through: 5)
    }
    var needs = RowNeeds()
    needs.keys = [rows[0].key, rows[1].key, RowKey(table: TrialSchema.parts, row: 1)]
    needs.ids = [
      TableID(table: TrialSchema.items, id: rows[2].id), TableID(table: TrialSchema.items, id: rows[3].id),
      TableID(table: TrialSchema.parts, id: rows[4].id),
    ]
    let loaded = try test.store.read { try $0.load(needs) }
    #expect(Set(loaded.rows) == [rows[1], rows[3]])
    #expect(Set(loaded.dead) == Set(dead.prefix(2)))
    #expect(
      try test.store.read { try $0.garbage(through: .max) } == GarbageCount(tombstones: 3, departures: 7, dead: 3))
    #expect(try test.store.read { try $0.deadRows(after: nil, limit: 2) } == Array(dead.prefix(2)))
    #expect(try test.store.read { try $0.deadRows(after: dead[1].key, limit: 9) } == [dead[2]])
    #expect(try test.store.read { try $0.org().horizon } == 5)
    #expect(try test.store.read { try $0.integrityFaults { _, _ in } } == [])
    // The number of a dead row is not given again.
    #expect(try test.store.read { try $0.lastRows()[TrialSchema.items] } == 12)
  }

  @Test(arguments: StoreKind.allCases)
  func forgettingThatIsGivenUp_forgetsNothing(kind: StoreKind) throws {
    struct GivenUp: Error {}
    let test = try kind.make()
    let rows = try filled(test)
    #expect(throws: GivenUp.self) {
      try test.store.write { store in
        try store.save(dead: [DeadRow(rows[0])])
        try store.forgetDepartures(through: 12)
        throw GivenUp()
      }
    }
    #expect(
      try test.store.read { try $0.garbage(through: .max) } == GarbageCount(tombstones: 6, departures: 12, dead: 0))
  }
}
