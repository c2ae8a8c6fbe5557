import FaultDisk
import Foundation
import GRDB
import Testing

/// A death is final for the connections that lived through it, and harmless for those that come after.
@Suite struct RestartTests {
  @Test func dead_nothingCanBeReadOrWritten() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    trial.machine.crashNow()
    #expect(trial.machine.isDead)
    #expect(throws: DatabaseError.self) { try queue.note("late") }
    #expect(throws: DatabaseError.self) { try trial.open() }
    try trial.machine.restart(.process)
    #expect(!trial.machine.isDead)
    #expect(try trial.notes() == [])
  }

  @Test func deadConnectionsStayOpen_newOnesGetTheirLocks_andTheDeadChangeNothing() throws {
    let trial = try TrialMachine()
    let dead = try trial.open()
    try dead.note("before")
    try dead.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE; INSERT INTO notes(text) VALUES ('half')") }
    trial.machine.crashNow()
    try trial.machine.restart(.process)
    let living = try trial.open()
    try living.note("after")
    #expect(throws: DatabaseError.self) { try dead.inDatabase { try $0.execute(sql: "COMMIT") } }
    try? dead.close()
    try living.note("later")
    try living.close()
    #expect(try trial.notes() == ["before", "after", "later"])
  }

  @Test func fileRenamedByOthers_itsUnsyncedWritesAreStillUndone() throws {
    let trial = try TrialMachine()
    let queue = try trial.open(log: "DELETE", synchronous: "OFF")
    try queue.note("one")
    try queue.close()
    let moved = trial.machine.folder + "/moved.sqlite"
    try FileManager.default.moveItem(atPath: trial.path, toPath: moved)
    trial.machine.crashNow()
    try trial.machine.restart(.powerNone)
    try FileManager.default.moveItem(atPath: moved, toPath: trial.path)
    #expect(try trial.notes() == [])
  }

  @Test func filesOutsideOfMachines_passStraightThrough() throws {
    let trial = try TrialMachine()
    let folder = try FaultDisk.makeFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    trial.machine.crashNow()
    let queue = try DatabaseQueue(path: folder + "/other.sqlite")
    try queue.write { try $0.execute(sql: "CREATE TABLE notes(text)") }
    try queue.close()
  }

  /// Other tests of this process may draw in between, so it is tried a few times; without a seed it never comes true.
  @Test func randomSeed_repeatsWhatSQLiteDraws() throws {
    try FaultDisk.install()
    let queue = try DatabaseQueue()
    defer { FaultDisk.useRealRandomness() }
    let isRepeated = try queue.read { db in
      let statement = try db.makeStatement(sql: "SELECT randomblob(16)")
      return try (0..<200).contains { _ in
        FaultDisk.setRandomSeed(7)
        let first = try Data.fetchOne(statement)
        FaultDisk.setRandomSeed(7)
        return try Data.fetchOne(statement) == first
      }
    }
    #expect(isRepeated)
  }

  @Test func time_isTheOneThatWasSet() throws {
    try FaultDisk.install()
    FaultDisk.setTime(1_790_000_000_000)
    defer { FaultDisk.useRealTime() }
    let queue = try DatabaseQueue()
    #expect(try queue.read { try String.fetchOne($0, sql: "SELECT datetime('now')") } == "2026-09-21 14:13:20")
  }
}
