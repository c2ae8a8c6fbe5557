import ChangeModel
import Dispatch
import HubStore
import MergeEngine
import Synchronization
import TestSupport
import Testing

/// What a transaction promises: all or nothing, and one state to look at.
@Suite struct TransactionContractTests {
  private struct Changed: Error {}

  @Test(arguments: StoreKind.allCases)
  func writeThatThrows_leavesNothing(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 31)
    try test.store.commit(hub.batch([sample.inserted(RowKey(table: 2, row: 1), at: 1)]))
    let before = hub
    var batch = hub.batch([sample.inserted(RowKey(table: 2, row: 2), at: 2)])
    batch.uniqueGained = [UniqueValue(table: 2, column: 13, value: .text("x")): RowKey(table: 2, row: 2)]
    batch.departures = [Departure(scope: .org, position: 2, key: RowKey(table: 2, row: 1))]
    #expect(throws: Changed.self) {
      try test.store.write { writing in
        try writing.commit(batch)
        try writing.append(history: [
          HistoryEntry(position: 2, dot: Dot(device: 1, sequence: 1), stamp: .zero, rep: 0, mergedAt: 0, changeSet: [])
        ])
        try writing.save(results: [
          StoredResult(
            device: 1, result: ChangeResult(sequence: 1, status: .accepted(conflicts: 0), position: 2), payload: .zero)
        ])
        try writing.save(user: UserRecord(rep: 1, role: .rep, territories: [1]))
        try writing.save(invitation: Invitation(codeHash: [1], rep: 1, expiresAt: 1))
        var org = try writing.org()
        org.name = "Other"
        try writing.save(org: org)
        try #expect(writing.org().name == "Other")
        try #expect(writing.head() == 2)
        try #expect(writing.changes(in: .org, after: .start, limit: 9, bytes: 9).count == 1)
        throw Changed()
      }
    }
    try test.store.read { reading in
      try #expect(reading.head() == 1)
      try #expect(reading.lastRows() == [2: 1])
      try #expect(reading.org() == .trial)
      try #expect(reading.changes(in: .org, after: .start, limit: 9, bytes: 9).isEmpty)
      try #expect(reading.digests(of: [.territory(1)]) == before.digests(of: [.territory(1)]))
      try #expect(reading.history(from: 0, limit: 9).isEmpty)
      try #expect(reading.results(of: 1, sequences: 1...1).isEmpty)
      try #expect(reading.users().isEmpty)
      try #expect(reading.invitation(codeHash: [1]) == nil)
      var needs = RowNeeds()
      needs.uniqueValues = Set(batch.uniqueGained.keys)
      try #expect(reading.load(needs).owners.isEmpty)
    }
    try test.store.commit(batch)
    #expect(try test.store.read { try $0.head() } == 2)
  }

  @Test(arguments: StoreKind.allCases)
  func writeThatSwallowsAnError_isNotCommitted(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(throws: HubStoreError.self) {
      try test.store.write { writing in
        try writing.save(user: UserRecord(rep: 1, role: .rep, territories: []))
        _ = try? writing.commit(MergeBatch(head: -1))
      }
    }
    #expect(try test.store.read { try $0.users() }.isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func result_ofAReadOrWrite_isHandedOut(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(try test.store.write { _ in 7 } == 7)
    #expect(try test.store.read { _ in "x" } == "x")
    #expect(throws: Changed.self) { try test.store.read { _ in throw Changed() } }
  }

  /// Each write gives two rows the same position; no reader may ever see them apart, or a head that is not theirs.
  @Test(arguments: StoreKind.allCases)
  func readersBesideAWriter_seeWholeTransactionsOnly(kind: StoreKind) throws {
    let test = try kind.make()
    let store = test.store
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 32)
    let keys = [RowKey(table: 2, row: 1), RowKey(table: 3, row: 1)]
    let rows = keys.map { sample.inserted($0, at: 1) }
    try store.commit(hub.batch(rows))
    let batches = (2...200 as ClosedRange<Position>).map { position in
      hub.batch(rows.map { sample.updated($0, at: position) })
    }
    let isDone = Atomic(false)
    let torn = Atomic(0)
    let reads = Atomic(0)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 3) { index in
      do {
        if index == 0 {
          defer { isDone.store(true, ordering: .sequentiallyConsistent) }
          for batch in batches { try store.commit(batch) }
          return
        }
        var needs = RowNeeds()
        needs.keys = Set(keys)
        repeat {
          try store.read { reading in
            let positions = try reading.load(needs).rows.map(\.changed) + [try reading.head()]
            if Set(positions).count != 1 { torn.add(1, ordering: .relaxed) }
          }
          reads.add(1, ordering: .relaxed)
        } while !isDone.load(ordering: .sequentiallyConsistent)
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(torn.load(ordering: .relaxed) == 0)
    #expect(reads.load(ordering: .relaxed) >= 2)
    #expect(try store.read { try $0.head() } == 200)
  }
}
