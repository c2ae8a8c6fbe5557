import ChangeModel
import Foundation
import GRDB
import HubStore
import MergeEngine
import TestSupport
import Testing

@testable import SQLiteStore

/// Creating, opening and closing the file.
@Suite struct FileStoreTests {
  private let folder: TestFolder
  private var file: String { folder.file("hub.sqlite") }

  init() throws {
    folder = try TestFolder()
  }

  /// The error that opening the store gives.
  private func openingError(at path: String? = nil) -> HubStoreError? {
    do {
      _ = try SQLiteHubStore.open(at: path ?? folder.path)
      return nil
    } catch {
      return error as? HubStoreError
    }
  }

  private func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: file)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func created_thenOpenedByFolderOrFile_holdsTheOrg() throws {
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    #expect(store.path == file)
    #expect(try store.read { try $0.org() } == .trial)
    try store.close()
    for path in [folder.path, folder.path + "/", file] {
      let reopened = try SQLiteHubStore.open(at: path)
      #expect(try reopened.read { try $0.org() } == .trial)
      #expect(!reopened.endedUncleanly)
      #expect(try reopened.integrityFaults() == [])
      try reopened.close()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["hub.sqlite"])
    let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
    #expect(permissions?.intValue == 0o600)
  }

  @Test func createdUnderANameOfItsOwn_isThatFile() throws {
    let store = try SQLiteHubStore.create(at: folder.file("north.db"), org: .trial)
    #expect(store.path == folder.file("north.db"))
    try store.close()
    #expect(try SQLiteHubStore.open(at: folder.file("north.db")).read { try $0.head() } == 0)
  }

  @Test func createdTwice_isRefused_andTheFirstStays() throws {
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    var other = OrgRecord.trial
    other.name = "Other"
    #expect(throws: HubStoreError.exists(path: file)) { try SQLiteHubStore.create(at: folder.path, org: other) }
    #expect(try SQLiteHubStore.open(at: folder.path).read { try $0.org() } == .trial)
  }

  @Test func creationThatWasCutShort_isBegunAnew() throws {
    try Data("half a file".utf8).write(to: URL(fileURLWithPath: file + ".new"))
    #expect(openingError() == .missing(path: file))
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    #expect(openingError() == nil)
  }

  @Test func nothingThere_isSaid() {
    #expect(openingError() == .missing(path: file))
    #expect(openingError(at: folder.file("nowhere")) == .missing(path: folder.file("nowhere")))
  }

  @Test func filesOfOthers_areNamedAsSuch_andNotTouched() throws {
    let contents = ["", "hello", String(repeating: "not a database ", count: 1_000)]
    for content in contents {
      try Data(content.utf8).write(to: URL(fileURLWithPath: file))
      #expect(openingError() == .foreign(path: file))
      #expect(FileManager.default.contents(atPath: file) == Data(content.utf8))
    }
    try FileManager.default.removeItem(atPath: file)
    try execute("CREATE TABLE notes(text TEXT)")
    let before = FileManager.default.contents(atPath: file)
    #expect(openingError() == .foreign(path: file))
    #expect(FileManager.default.contents(atPath: file) == before, "not even switched to another journal")
  }

  @Test func storeOfANewerVersion_isRefused_andNotTouched() throws {
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    try execute("PRAGMA user_version = 4")
    let before = FileManager.default.contents(atPath: file)
    #expect(openingError() == .newer(path: file, format: 4))
    #expect(FileManager.default.contents(atPath: file) == before)
    try execute("PRAGMA user_version = 0")
    guard case .damaged = openingError() else {
      Issue.record("a store without a format number was opened")
      return
    }
  }

  @Test func storeOfTheFirstFormat_getsAnAuditLog_andKeepsItsRows() throws {
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    try execute(Self.withoutGarbage + "DROP TABLE audit; DROP TABLE properties; PRAGMA user_version = 1")
    let store = try SQLiteHubStore.open(at: folder.path)
    #expect(try store.read { try $0.lastAudit() } == nil)
    let entry = AuditEntry(number: 1, at: 5, kind: .command)
    try store.write { try $0.append(audit: [entry]) }
    try store.close()
    let again = try SQLiteHubStore.open(at: folder.path)
    #expect(try again.read { try $0.audit(from: 1, limit: 9) } == [entry])
    #expect(try again.read { try $0.org() } == .trial)
    #expect(throws: (any Error).self) { try execute("DELETE FROM audit") }
  }

  /// Takes from a file what format 3 brought.
  private static let withoutGarbage =
    "DROP INDEX rows_deleted; DROP TABLE dead_rows; ALTER TABLE org DROP COLUMN horizon;"

  @Test func storeOfTheSecondFormat_getsAHorizon_andKeepsItsRows() throws {
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    try execute(Self.withoutGarbage + "PRAGMA user_version = 2")
    let store = try SQLiteHubStore.open(at: folder.path)
    #expect(try store.read { try $0.org() } == .trial)
    var org = OrgRecord.trial
    org.horizon = 7
    try store.write { [org] in try $0.save(org: org) }
    try store.close()
    let again = try SQLiteHubStore.open(at: folder.path)
    #expect(try again.read { try $0.org() } == org)
    #expect(try again.read { try $0.garbage(through: 7) } == GarbageCount(tombstones: 0, departures: 0, dead: 0))
  }

  @Test func orgRecordGone_isDamage() throws {
    try SQLiteHubStore.create(at: folder.path, org: .trial).close()
    try execute("DELETE FROM org")
    #expect(openingError() == .damaged(what: "the record of the org is gone"))
  }

  @Test func writerCommitsDurably() throws {
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    let settings = try store.database.writeWithoutTransaction { connection in
      [
        try String.fetchOne(connection, sql: "PRAGMA journal_mode"),
        try String.fetchOne(connection, sql: "PRAGMA synchronous"),
      ]
    }
    #expect(settings == ["wal", "2"])
  }

  @Test func closedAndReopened_holdsWhatWasWritten() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 41)
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    try store.commit(hub.batch((1...50).map { sample.inserted(RowKey(table: 2, row: $0), at: 1) }))
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: file + "-wal"))
    let reopened = try SQLiteHubStore.open(at: folder.path)
    #expect(try reopened.changes(in: .territory(1)) == hub.changes(in: .territory(1), after: .start))
    #expect(try reopened.read { try $0.digests(of: [.territory(1)]) } == hub.digests(of: [.territory(1)]))
    #expect(try reopened.integrityFaults() == [])
  }

  @Test func fileBytes_countTheLog_whichACheckpointEmpties() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 42)
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    let empty = store.fileBytes
    #expect(empty > 0)
    try store.commit(hub.batch((1...500).map { sample.inserted(RowKey(table: 2, row: $0), at: 1) }))
    #expect(store.fileBytes > empty + 50_000)
    #expect(SQLiteHubStore.byteCount(ofFile: file + "-wal") > 50_000)

    // A reader in the way leaves the log as it is, and nobody waits.
    try store.read { reading in
      _ = try reading.head()
      try onAnotherThread {
        try store.commit(MergeBatch(head: 2))
        #expect(try !store.checkpoint())
      }
    }
    #expect(try store.checkpoint())
    #expect(SQLiteHubStore.byteCount(ofFile: file + "-wal") == 0)
    #expect(try store.read { try $0.head() } == 2)
    #expect(try SQLiteHubStore.inMemory(org: .trial).fileBytes == 0)
    #expect(try SQLiteHubStore.inMemory(org: .trial).checkpoint())
  }

  @Test func readDuringAWrite_seesTheStateBefore_andDoesNotWait() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 43)
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    let first = sample.inserted(RowKey(table: 2, row: 1), at: 1)
    try store.commit(hub.batch([first]))
    try store.write { writing in
      try writing.commit(hub.batch([sample.updated(first, at: 2)]))
      try onAnotherThread {
        try #expect(store.rows(first.key) == [first])
        try #expect(store.read { try $0.head() } == 1)
      }
      #expect(try writing.head() == 2)
    }
    #expect(try store.read { try $0.head() } == 2)
  }

  @Test func writeDuringARead_doesNotShowInItsSnapshot() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 44)
    let store = try SQLiteHubStore.create(at: folder.path, org: .trial)
    let first = sample.inserted(RowKey(table: 2, row: 1), at: 1)
    try store.commit(hub.batch([first]))
    try store.read { reading in
      try #expect(reading.head() == 1)
      let batch = hub.batch([sample.updated(first, at: 2)])
      try onAnotherThread {
        try store.commit(batch)
        var org = OrgRecord.trial
        org.name = "Renamed"
        try store.write { try $0.save(org: org) }
        #expect(try store.read { try $0.org().name } == "Renamed")
      }
      try #expect(reading.head() == 1)
      try #expect(reading.changes(in: .territory(1), after: .start, limit: 9, bytes: .max).count == 1)
      try #expect(reading.org().name == OrgRecord.trial.name)
    }
    #expect(try store.read { try $0.org().name } == "Renamed")
  }
}

/// Runs `body` on a thread of its own, waits, and throws what it threw.
func onAnotherThread(_ body: @escaping () throws -> Void) throws {
  // The thread is done before this function goes on; the compiler cannot see that.
  nonisolated(unsafe) let body = body
  nonisolated(unsafe) var outcome = Result<Void, any Error>.success(())
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    outcome = Result { try body() }
    done.signal()
  }
  done.wait()
  try outcome.get()
}
