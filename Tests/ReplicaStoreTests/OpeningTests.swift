import ChangeModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ReplicaStore

@Suite struct OpeningTests {
  private func file(_ bytes: [UInt8]) throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    return url.path
  }

  @Test func noFile_isNotFound() {
    #expect(throws: ReplicaError.notFound(path: "/nowhere/replica.sqlite")) {
      try Replica.open(at: "/nowhere/replica.sqlite")
    }
  }

  @Test(arguments: [[], Array("not a database at all, but long enough to be looked at".utf8)])
  func otherFile_isNoReplica(_ bytes: [UInt8]) throws {
    let path = try file(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: ReplicaError.notAReplica(path: path)) { try Replica.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
  }

  @Test func newerVersion_isRefusedAndLeftAsItIs() throws {
    let trial = try TrialReplica()
    try trial.replica.close()
    try trial.shell("PRAGMA user_version = 99")
    let before = try Data(contentsOf: URL(fileURLWithPath: trial.path))
    #expect(throws: ReplicaError.newerVersion(path: trial.path, version: 99)) { try Replica.open(at: trial.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: trial.path)) == before)
  }

  @Test func existingFile_isNotOverwritten() throws {
    let trial = try TrialReplica()
    #expect(throws: ReplicaError.alreadyExists(path: trial.path)) {
      try Replica.create(at: trial.path, enrolment: try TrialOffice.enrolment(device: 9), server: "", now: 0)
    }
  }

  @Test func badSchema_makesNoFile() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-\(UUID().uuidString)").path
    var enrolment = try TrialOffice.enrolment(device: 9)
    enrolment.schema = Array("{}".utf8)
    #expect(throws: ReplicaError.self) { try Replica.create(at: path, enrolment: enrolment, server: "", now: 0) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func damagedAfterAnUncleanEnd_isFound_andTheOutboxSalvaged() throws {
    let world = try TrialWorld()
    try world.replica.write("UPDATE items SET name = 'Bo'")
    let copy = try world.replica.copyFiles()
    defer { copy.remove() }
    // The copy has its log beside it, as after a crash. Move all into the file, then spoil a page of a table.
    let root = try world.replica.rows("SELECT rootpage FROM sqlite_master WHERE name = 'items'")[0]
    _ = try Shell.run(copy.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    let page = try #require(Int(root)) - 1
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: copy.path))
    try handle.seek(toOffset: UInt64(page * 4096))
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 4096))
    try handle.close()
    try Data(repeating: 0, count: 32).write(to: URL(fileURLWithPath: copy.path + "-wal"))
    #expect {
      try Replica.open(at: copy.path)
    } throws: { error in
      if case ReplicaError.damaged = error { return true }
      return false
    }
    let salvaged = try Replica.salvageOutbox(at: copy.path)
    #expect(try salvaged == world.replica.replica.outboxPage(after: 0).changeSets)
  }

  /// As a power cut leaves it while a client that does without a log writes, or the file gets its log.
  @Test func cutOffInARollbackJournal_isTakenBackAndOpened() throws {
    let trial = try TrialReplica()
    try trial.replica.close()
    let client = try DatabaseQueue(path: trial.path)
    let copy = try client.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 5; CREATE TABLE heap(bytes)")
      try db.execute(sql: "BEGIN; UPDATE godwit_meta SET server = 'half'")
      try db.execute(sql: "INSERT INTO heap VALUES (randomblob(1000000))")
      let copy = try trial.copyFiles()
      try FileManager.default.copyItem(atPath: trial.path + "-journal", toPath: copy.path + "-journal")
      try db.execute(sql: "ROLLBACK")
      return copy
    }
    defer { copy.remove() }
    let replica = try Replica.open(at: copy.path)
    #expect(replica.identity.server == "http://trial")
    #expect(try replica.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    #expect(try replica.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM heap") } == 0)
    try replica.close()
  }

  @Test func identityAndStatus_areKept() throws {
    let trial = try TrialReplica()
    try trial.replica.recordServer("https://new")
    try trial.reopen()
    #expect(
      trial.replica.identity
        == ReplicaIdentity(
          device: 5, org: .trial(99), orgName: "Trial Ltd", rep: 1, repName: "Ann", role: .rep, server: "https://new"))
    let status = try trial.replica.status()
    #expect(status.state == .downloading)
    #expect(status.scopes == ["Trial Ltd", "territories 1"])
    #expect(status.lastSync == nil)
    try trial.replica.markRevoked()
    #expect(try trial.replica.status().state == .revoked)
  }

  @Test func writerCommitsDurably_andRemovedRowsAreOverwritten() throws {
    let trial = try TrialReplica()
    let pragmas = ["synchronous", "secure_delete", "recursive_triggers", "foreign_keys", "journal_mode"]
    let values = try trial.replica.pool.writeWithoutTransaction { db in
      try pragmas.map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
    }
    #expect(values == ["2", "1", "1", "1", "wal"])
  }

  @Test func views_areMadeOnce_andAnewWhenTheyChange() throws {
    let trial = try TrialReplica()
    try trial.replica.installViews(["CREATE VIEW names AS\nSELECT name FROM items"])
    let version = try trial.rows("PRAGMA schema_version")
    try trial.replica.installViews(["CREATE VIEW names AS\nSELECT name FROM items"])
    #expect(try trial.rows("PRAGMA schema_version") == version)
    try trial.replica.installViews(["CREATE VIEW names AS\nSELECT name, code FROM items"])
    #expect(try trial.rows("SELECT count(*) FROM pragma_table_info('names')") == ["2"])
    #expect(throws: ReplicaError.self) { try trial.replica.installViews(["DROP TABLE items"]) }
  }

  @Test func indexes_areMadeOnce_andWaitForTheirTable() throws {
    let trial = try TrialReplica()
    let indexes = ["CREATE INDEX items_by_name ON items(name)", "CREATE INDEX later ON nothing(name)"]
    try trial.replica.installViews(indexes)
    let made = try trial.rows("SELECT name FROM sqlite_master WHERE name IN ('items_by_name', 'later')")
    #expect(made == ["items_by_name"])
    let version = try trial.rows("PRAGMA schema_version")
    try trial.replica.installViews(indexes)
    #expect(try trial.rows("PRAGMA schema_version") == version)
  }

  @Test func onlyOneProcessSyncs() throws {
    let trial = try TrialReplica()
    var lock: SyncLock? = try trial.replica.lockForSync()
    #expect(throws: ReplicaError.locked(path: trial.path)) { try trial.replica.lockForSync() }
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try trial.replica.lockForSync()
  }
}
