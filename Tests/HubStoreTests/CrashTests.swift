import ChangeModel
import Foundation
import GRDB
import HubStore
import MergeEngine
import TestSupport
import Testing

@testable import SQLiteStore

/// What is on disk after the process is killed at any moment, or the power fails.
@Suite struct CrashTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  /// A copy of the store's files as they are now: what a killed process would leave.
  private func copy(of store: SQLiteHubStore, named name: String, walBytes: Int? = nil) throws -> String {
    let source = try #require(store.path)
    let target = folder.file(name)
    try FileManager.default.copyItem(atPath: source, toPath: target)
    if var wal = FileManager.default.contents(atPath: source + "-wal") {
      if let walBytes { wal = wal.prefix(walBytes) }
      try wal.write(to: URL(fileURLWithPath: target + "-wal"))
    }
    return target
  }

  /// A batch that inserts a few rows, changes and deletes others, and moves one.
  private func batch(_ hub: inout ReferenceHub, _ sample: inout SampleRows, at position: Position) -> MergeBatch {
    var changed = (1...5).map { index in
      sample.inserted(RowKey(table: 2, row: (position - 1) * 5 + index), at: position)
    }
    var left: [Departure] = []
    for (index, row) in hub.living(in: 2).filter({ $0.key.row % 7 == position % 7 }).prefix(6).enumerated() {
      var row = sample.updated(row, at: position)
      if index == 1 { row.deletion = sample.write(at: position) }
      if index == 2 {
        left.append(Departure(scope: row.scope, position: position, key: row.key))
        row.scope = .territory(row.scope.row % 2 + 1)
        row.entered = position
      }
      changed.append(row)
    }
    return hub.batch(changed, departures: left)
  }

  private func expectSameState(_ store: SQLiteHubStore, _ hub: ReferenceHub) throws {
    #expect(try store.integrityFaults() == [])
    for scope in [Scope.territory(1), .territory(2)] {
      #expect(try store.changes(in: scope) == hub.changes(in: scope, after: .start))
      #expect(try store.read { try $0.digests(of: [scope]) } == hub.digests(of: [scope]))
    }
  }

  @Test func killedAfterOrAmidACommit_everyCommitThatReturnedIsThere_andNoHalfOne() throws {
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 51)
    // With next to no cache, SQLite writes pages to the log before the commit.
    try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = 2") }
    var spilled = 0
    for position in 1...12 as ClosedRange<Position> {
      let before = hub
      let quiet = try copy(of: store, named: "before-\(position)")
      let batch = batch(&hub, &sample, at: position)
      var amid = ""
      try store.write { writing in
        try writing.commit(batch)
        amid = try copy(of: store, named: "amid-\(position)")
      }
      let after = try copy(of: store, named: "after-\(position)")
      if walBytes(amid) > walBytes(quiet) { spilled += 1 }
      for (path, expected) in [(amid, before), (after, hub)] {
        let copy = try SQLiteHubStore.open(at: path)
        #expect(copy.endedUncleanly)
        #expect(try copy.read { try $0.head() } == expected.head)
        try expectSameState(copy, expected)
        try copy.close()
      }
      if position % 5 == 0 { try store.checkpoint() }
    }
    #expect(spilled > 6)
  }

  private func walBytes(_ path: String) -> Int64 { SQLiteHubStore.byteCount(ofFile: path + "-wal") }

  @Test func logTornAtAnyPlace_givesAnEarlierStateThatIsWhole() throws {
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    var states = [ReferenceHub()]
    var sample = SampleRows(seed: 52)
    for position in 1...8 as ClosedRange<Position> {
      var hub = try #require(states.last)
      try store.commit(batch(&hub, &sample, at: position))
      states.append(hub)
    }
    let wal = Int(SQLiteHubStore.byteCount(ofFile: try #require(store.path) + "-wal"))
    var heads: Set<Position> = []
    for bytes in stride(from: wal, through: 1, by: -max(1, wal / 60)) {
      let copy = try SQLiteHubStore.open(at: try copy(of: store, named: "torn-\(bytes)", walBytes: bytes))
      let head = try copy.read { try $0.head() }
      heads.insert(head)
      try expectSameState(copy, states[Int(head)])
      // It can be written on.
      try copy.commit(MergeBatch(head: head + 1))
      try copy.close()
    }
    #expect(heads.contains(8) && heads.contains(0) && heads.count > 4)
  }

  @Test func pagesOverwritten_areFoundWhenOpenedAfterAnUncleanEnd_andByVerify() throws {
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 53)
    for position in 1...20 as ClosedRange<Position> { try store.commit(batch(&hub, &sample, at: position)) }
    try store.checkpoint()
    try store.commit(MergeBatch(head: 21))
    let path = try copy(of: store, named: "overwritten")
    var bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(bytes.count > 20 * 4_096)
    for page in 12..<18 {
      bytes.replaceSubrange(page * 4_096..<page * 4_096 + 64, with: Data(repeating: 0xA5, count: 64))
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    for _ in 1...2 {
      #expect(throws: HubStoreError.self) { try SQLiteHubStore.open(at: path) }
      #expect(SQLiteHubStore.byteCount(ofFile: path + "-wal") > 0, "the log stays, so that the next start looks again")
    }

    // After a clean end nothing is checked on opening; verify finds it.
    try FileManager.default.removeItem(atPath: path + "-wal")
    let opened = try SQLiteHubStore.open(at: path)
    let faults = (try? opened.integrityFaults()) ?? ["it cannot even be read"]
    #expect(!faults.isEmpty)
  }
}
