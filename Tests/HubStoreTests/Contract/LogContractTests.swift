import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

/// The head, results and history of the log.
@Suite struct LogContractTests {
  private let results = [
    ChangeResult(sequence: 1, status: .accepted(conflicts: 0), position: 11),
    ChangeResult(
      sequence: 2, status: .accepted(conflicts: 3), position: 12, remarks: ["on hold: über dem Limit", ""],
      numbers: [5, 6, 7, 1 << 40, 2]),
    ChangeResult(
      sequence: 3,
      status: .rejected(Rejection(.duplicate, "the SKU »A1« is taken", table: 0, row: RowID(high: 1, low: .max))),
      position: 0),
    ChangeResult(sequence: 4, status: .rejected(Rejection(.businessRule, "")), position: 0, remarks: ["x"]),
  ]

  private func stored(_ result: ChangeResult, device: DeviceNumber = 2) -> StoredResult {
    StoredResult(device: device, result: result, payload: Digest(low: UInt64(result.sequence), high: .max))
  }

  @Test(arguments: StoreKind.allCases)
  func results_comeBackByDeviceAndSequence_untilPurged(kind: StoreKind) throws {
    let test = try kind.make()
    try test.store.write { writing in
      try writing.save(results: results.reversed().map { stored($0) })
      try writing.save(results: [stored(results[0], device: 3)])
    }
    try test.store.read { reading in
      try #expect(reading.results(of: 2, sequences: 1...4) == results.map { stored($0) })
      try #expect(reading.results(of: 2, sequences: 2...3) == results[1...2].map { stored($0) })
      try #expect(reading.results(of: 4, sequences: 0 ... .max).isEmpty)
    }
    try test.store.write { try $0.purgeResults(of: 2, through: 2) }
    #expect(try test.store.read { try $0.results(of: 2, sequences: 0 ... .max) } == results[2...3].map { stored($0) })
    #expect(try test.store.read { try $0.results(of: 3, sequences: 0 ... .max) } == [stored(results[0], device: 3)])
  }

  @Test(arguments: StoreKind.allCases)
  func result_isFinal_theSameMayComeAgain_anotherMayNot(kind: StoreKind) throws {
    let test = try kind.make()
    try test.store.write { try $0.save(results: [stored(results[1])]) }
    try test.store.write { try $0.save(results: [stored(results[1])]) }
    var other = stored(results[1])
    other.result.numbers = []
    #expect(throws: HubStoreError.self) { try test.store.write { try $0.save(results: [other]) } }
    #expect(try test.store.read { try $0.results(of: 2, sequences: 2...2) } == [stored(results[1])])
  }

  private func entry(_ position: Position, bytes: Int) -> HistoryEntry {
    HistoryEntry(
      position: position, dot: Dot(device: 3, sequence: position), stamp: Stamp(milliseconds: position), rep: 4,
      mergedAt: 1_000 + position, changeSet: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 / 9) })
  }

  @Test(arguments: StoreKind.allCases)
  func history_comesBackAsAppended_smallAndLarge(kind: StoreKind) throws {
    let test = try kind.make()
    var random = SplitMix64(seed: 3)
    var noise = entry(6, bytes: 0)
    noise.changeSet = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let entries = [entry(1, bytes: 0), entry(2, bytes: 200), entry(3, bytes: 201), entry(5, bytes: 100_000), noise]
    try test.store.write { try $0.append(history: Array(entries[..<3])) }
    try test.store.write { try $0.append(history: Array(entries[3...])) }
    #expect(try test.store.read { try $0.history(from: 0, limit: 99) } == entries)
    #expect(try test.store.read { try $0.history(from: 3, limit: 2) } == Array(entries[2...3]))
    #expect(try test.store.read { try $0.history(from: 7, limit: 2) }.isEmpty)
    #expect(try test.store.read { try $0.history(from: 1, limit: 0) }.isEmpty)
    #expect(throws: HubStoreError.self) { try test.store.write { try $0.append(history: [entry(5, bytes: 1)]) } }
    #expect(throws: HubStoreError.self) {
      try test.store.write { try $0.append(history: [entry(8, bytes: 1), entry(7, bytes: 1)]) }
    }
    #expect(try test.store.read { try $0.history(from: 0, limit: 99) } == entries)
  }

  @Test(arguments: StoreKind.allCases)
  func headAndRowNumbers_doNotGoBack(kind: StoreKind) throws {
    let test = try kind.make()
    var batch = MergeBatch(head: 7)
    batch.lastRows = [2: 5]
    try test.store.commit(batch)
    try test.store.commit(batch)
    var older = batch
    older.head = 6
    #expect(throws: HubStoreError.self) { try test.store.commit(older) }
    older = batch
    older.lastRows = [2: 4]
    #expect(throws: HubStoreError.self) { try test.store.commit(older) }
    #expect(try test.store.read { try $0.head() } == 7)
    #expect(try test.store.read { try $0.lastRows() } == [2: 5])
  }

  @Test(arguments: StoreKind.allCases)
  func batchThatContradictsItself_isRefused(kind: StoreKind) throws {
    let test = try kind.make()
    var sample = SampleRows(seed: 21)
    var hub = ReferenceHub()
    let first = sample.inserted(RowKey(table: 2, row: 1), at: 1)
    try test.store.commit(hub.batch([first]))

    func refuses(_ why: String, _ change: (inout MergeBatch) -> Void) {
      var batch = MergeBatch(head: 2)
      batch.lastRows = [2: 1]
      change(&batch)
      #expect(throws: HubStoreError.self, "\(why)") { try test.store.commit(batch) }
    }
    refuses("a row above the last number") { $0.rows = [sample.inserted(RowKey(table: 2, row: 2), at: 2)] }
    refuses("a row that changed after the head") { $0.rows = [sample.updated(first, at: 3)] }
    refuses("a known number under another ID") { batch in
      var other = first
      other.id = .trial(99)
      batch.rows = [other]
    }
    refuses("a known ID under another number") { batch in
      var other = first
      other.key.row = 2
      batch.lastRows = [2: 2]
      batch.rows = [other]
    }
    refuses("a table that no row can be in") { batch in
      batch.lastRows = [300: 1]
      batch.rows = [
        RowState(
          key: RowKey(table: 300, row: 1), id: .trial(1), scope: .org, entered: 1, changed: 1, created: first.created,
          values: [], groups: [])
      ]
    }
    refuses("fewer rows than none") { batch in
      batch.digests = [ScopeTable(scope: .org, table: 2): DigestChange(digest: .zero, count: -1)]
    }
    refuses("no rows with a digest") { batch in
      batch.digests = [ScopeTable(scope: .org, table: 2): DigestChange(digest: Digest(low: 1), count: 0)]
    }
    refuses("a departure after the head") { batch in
      batch.departures = [Departure(scope: .org, position: 3, key: first.key)]
    }
    refuses("a value that cannot be read back") { batch in
      var large = first
      large.values[1] = .text(String(repeating: "x", count: 1 << 20 + 1))
      batch.rows = [large]
    }
    #expect(try test.store.read { try $0.head() } == 1)
    #expect(try test.store.rows(first.key) == [first])
  }

  @Test(arguments: StoreKind.allCases)
  func digests_areTheSumsOfTheLivingRows_modulo2To64(kind: StoreKind) throws {
    let test = try kind.make()
    var sample = SampleRows(seed: 22)
    var hub = ReferenceHub()
    let scopes = [Scope.org, .territory(1), .territory(2), .rep(1)]
    for position in 1...20 as ClosedRange<Position> {
      var row = sample.inserted(
        RowKey(table: 2 + Int(position % 3), row: (position + 2) / 3), scope: scopes[Int(position) % 4], at: position)
      var changed = [row]
      if position > 10, let old = hub.rows.values.min(by: { $0.changed < $1.changed }) {
        row = sample.updated(old, at: position)
        if position % 2 == 0 { row.deletion = sample.write(at: position) }
        changed.append(row)
      }
      try test.store.commit(hub.batch(changed))
      #expect(try test.store.read { try $0.digests(of: scopes) } == hub.digests(of: scopes))
    }
    #expect(try test.store.read { try $0.digests(of: [.rep(1), .rep(1)]) } == hub.digests(of: [.rep(1)]))
    #expect(try test.store.read { try $0.digests(of: [.rep(2)]) }.isEmpty)
  }
}
