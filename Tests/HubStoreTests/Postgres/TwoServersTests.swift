import ChangeModel
import Dispatch
import HubStore
import MergeEngine
import Synchronization
import TestSupport
import Testing

@testable import PostgresStore

/// Several servers on one org, each with a store of its own.
@Suite struct TwoServersTests {
  private let database: PrivateDatabase
  private let stores: [PostgresHubStore]

  init() throws {
    database = try PrivateDatabase()
    let first = try PostgresHubStore.create(at: try database.address, org: .trial)
    stores = [first, try PostgresHubStore.open(at: try database.address, org: OrgRecord.trial.id)]
  }

  @Test func orgThatOneServerSaved_isSeenByTheOther() throws {
    #expect(try stores[1].read { try $0.org() } == .trial)
    var org = OrgRecord.trial
    org.epoch = 12
    try stores[0].write { try $0.save(org: org) }
    #expect(try stores[1].read { try $0.org() } == org)
    #expect(try stores[1].write { try $0.org() } == org)
  }

  @Test func secondWriterWaitsForTheFirst_andSeesWhatItDid() throws {
    let hasLock = DispatchSemaphore(value: 0)
    let order = Mutex<[String]>([])
    let heads = Mutex<[Position]>([])
    let stores = stores
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      do {
        if index == 1 { hasLock.wait() }
        try stores[index].write { writing in
          if index == 0 { hasLock.signal() }
          order.withLock { $0.append("begin \(index)") }
          heads.withLock { try? $0.append(writing.head()) }
          try writing.commit(MergeBatch(head: try writing.head() + 1))
          order.withLock { $0.append("end \(index)") }
        }
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(order.withLock { $0 } == ["begin 0", "end 0", "begin 1", "end 1"])
    #expect(heads.withLock { $0 } == [0, 1])
  }

  /// Writers give positions, readers follow a mark: what a reader has passed must never come later.
  @Test func readersBehindAMark_skipNothing_howeverManyServersWrite() throws {
    let count = 60
    let done = Atomic(0)
    let skipped = Atomic(0)
    let stores = stores
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      do {
        let store = stores[index % 2]
        if index < 2 {
          var sample = SampleRows(seed: UInt64(index) + 60)
          for _ in 0..<count {
            try store.write { writing in
              let position = try writing.head() + 1
              var row = sample.inserted(RowKey(table: 2, row: position), at: position)
              row.values[13] = .null
              var batch = MergeBatch(head: position)
              batch.rows = [row]
              batch.lastRows = [2: position]
              batch.digests = [
                ScopeTable(scope: row.scope, table: 2): DigestChange(digest: row.digest, count: 1)
              ]
              try writing.commit(batch)
            }
          }
          done.add(1, ordering: .sequentiallyConsistent)
          return
        }
        var mark = PullMark.start
        var seen: Position = 0
        while true {
          let isLast = done.load(ordering: .sequentiallyConsistent) == 2
          let page = try store.read {
            try $0.changes(in: .territory(1), after: mark, limit: 7, bytes: .max).map(\.mark)
          }
          for each in page {
            if each.position != seen + 1 { skipped.add(1, ordering: .relaxed) }
            seen = each.position
            mark = each
          }
          if isLast, page.isEmpty { break }
        }
        if seen != Position(2 * count) { skipped.add(1, ordering: .relaxed) }
      } catch {
        Issue.record("\(error)")
        done.add(2, ordering: .sequentiallyConsistent)
      }
    }
    #expect(skipped.load(ordering: .relaxed) == 0)
    #expect(try stores[0].integrityFaults() == [])
  }
}
