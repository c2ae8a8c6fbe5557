import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// The whole store in pages of any size.
@Suite struct ListingContractTests {
  private func pages<Entry>(limit: Int, _ next: (Entry?) throws -> [Entry]) throws -> [Entry] {
    var all = [Entry]()
    while case let page = try next(all.last), !page.isEmpty {
      #expect(page.count <= limit)
      all += page
    }
    return all
  }

  @Test(arguments: StoreKind.allCases)
  func rows_deletedOnesToo_comeInTheOrderOfTableAndRow(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 31)
    var rows = [4, 2, 3].flatMap { table in
      (1...5).map { sample.inserted(RowKey(table: table, row: $0), scope: .territory($0 % 2), at: 1) }
    }
    rows[2].deletion = sample.write(at: 1)
    rows[7].deletion = sample.write(at: 1)
    try test.store.commit(hub.batch(rows))
    let expected = hub.rows.values.sorted { $0.key < $1.key }
    #expect(expected.count == 15)
    for limit in [1, 4, 15, 99] {
      let listed = try test.store.read { reading in
        try pages(limit: limit) { try reading.storedRows(after: $0?.key, limit: limit) }
      }
      #expect(listed == expected)
    }
    #expect(try test.store.read { try $0.storedRows(after: nil, limit: 0) }.isEmpty)
    // Behind keys that no row has.
    for (table, row) in [(3, 0), (2, .max), (3, -1)] as [(Int, Int64)] {
      let first = try test.store.read { try $0.storedRows(after: RowKey(table: table, row: row), limit: 1) }
      #expect(first.map(\.key) == [RowKey(table: 3, row: 1)])
    }
    #expect(try test.store.read { try $0.integrityFaults { _, _ in } } == [])
  }

  @Test(arguments: StoreKind.allCases)
  func departures_comeInTheOrderOfScopePositionAndRow(kind: StoreKind) throws {
    let test = try kind.make()
    var batch = MergeBatch(head: 9)
    let keys = [RowKey(table: 3, row: 1), RowKey(table: 2, row: RecordKey.rowMax), RowKey(table: 2, row: 1)]
    for scope in [Scope.rep(1), .territory(2), .org] {
      for position in [9, 1, 5] as [Position] {
        batch.departures += keys.map { Departure(scope: scope, position: position, key: $0) }
      }
    }
    try test.store.commit(batch)
    let expected = batch.departures.sorted {
      ($0.scope, $0.position, $0.key) < ($1.scope, $1.position, $1.key)
    }
    for limit in [1, 2, 27, 99] {
      let listed = try test.store.read { reading in
        try pages(limit: limit) { try reading.departures(after: $0, limit: limit) }
      }
      #expect(listed == expected)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func results_comeInTheOrderOfDeviceAndSequence(kind: StoreKind) throws {
    let test = try kind.make()
    let expected = [2, 3, 7].flatMap { device in
      [1, 2, 300].map { sequence in
        StoredResult(
          device: device,
          result: ChangeResult(sequence: sequence, status: .accepted(conflicts: 1), position: device * 10),
          payload: Digest(low: UInt64(sequence), high: .max))
      }
    }
    try test.store.write { try $0.save(results: expected.reversed()) }
    for limit in [1, 2, 9, 99] {
      let listed = try test.store.read { reading in
        try pages(limit: limit) { last in
          try reading.results(after: last.map { Dot(device: $0.device, sequence: $0.result.sequence) }, limit: limit)
        }
      }
      #expect(listed == expected)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func invitations_comeUsedOrNot_byTheirHash(kind: StoreKind) throws {
    let test = try kind.make()
    let invitations = [200, 3, 127, 128].map { first in
      Invitation(
        codeHash: [first] + [UInt8](repeating: 1, count: 31), rep: Int64(first), expiresAt: 5,
        usedBy: first < 100 ? 9 : nil)
    }
    #expect(try test.store.read { try $0.invitations() }.isEmpty)
    try test.store.write { writing in for invitation in invitations { try writing.save(invitation: invitation) } }
    #expect(
      try test.store.read { try $0.invitations() } == invitations.sorted { $0.codeHash[0] < $1.codeHash[0] })
  }

  @Test(arguments: StoreKind.allCases)
  func standing_isKept_andAStoreThatWasNotMovedIsPresent(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(try test.store.read { try $0.standing() } == .present(move: nil))
    for standing in [StoreStanding.present(move: "m1"), .present(move: nil)] {
      try test.store.write { try $0.save(standing: standing, at: 5) }
      #expect(try test.store.read { try $0.standing() } == standing)
    }
  }

  @Test func everyStandingComesBackFromItsValue_andNothingElseIsOne() throws {
    let standings: [StoreStanding] = [
      .present(move: nil), .present(move: "a1"), .arriving(move: "a1"),
      .left(move: "a1", place: "the embedded store in /srv/köln on a b"),
    ]
    for standing in standings { #expect(try StoreStanding(standing.value) == standing) }
    for text in ["", "gone", "left", "left a1", "arriving", "present a b"] {
      #expect(throws: HubStoreError.self, "\(text)") { try StoreStanding(Array(text.utf8)) }
    }
    #expect(throws: HubStoreError.arriving) { try StoreStanding.arriving(move: "m").checkInUse() }
    #expect(throws: HubStoreError.moved(to: "x y")) { try StoreStanding.left(move: "m", place: "x y").checkInUse() }
  }
}
