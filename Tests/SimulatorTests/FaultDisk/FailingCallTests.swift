import FaultDisk
import Foundation
import GRDB
import Testing

/// Calls that fail while the process lives on.
@Suite struct FailingCallTests {
  @Test(arguments: DiskFault.allCases)
  func failsOnce_thenWorksAgain(fault: DiskFault) throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    try queue.note("one")
    trial.machine.fail(fault, atOperation: trial.machine.operations + 1, forever: false, kinds: .write)
    #expect(throws: DatabaseError.self) { try queue.note("two") }
    try queue.note("three")
    try queue.close()
    #expect(try trial.notes() == ["one", "three"])
  }

  @Test func failsForEver_untilHealed() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    trial.machine.fail(.ioError, atOperation: trial.machine.operations + 1, forever: true, kinds: [.write, .sync])
    for _ in 0..<3 { #expect(throws: DatabaseError.self) { try queue.note("lost") } }
    trial.machine.heal()
    try queue.note("kept")
    #expect(try trial.notes() == ["kept"])
  }

  @Test func readFails_sayWhat() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    try queue.note("one")
    try queue.close()
    trial.machine.fail(.ioError, atOperation: 0, forever: true, kinds: .read)
    #expect(throws: DatabaseError.self) { try trial.notes() }
    trial.machine.heal()
    #expect(try trial.notes() == ["one"])
  }

  /// A failed sync may have dropped what it was to write, and the next one says nothing of it.
  @Test func syncFailsOnce_laterCommitsSurviveAPowerCut() throws {
    for seed in UInt64(0)..<20 {
      let trial = try TrialMachine()
      let queue = try trial.open()
      try queue.note("one")
      trial.machine.fail(.ioError, atOperation: 0, forever: false, kinds: .sync)
      #expect(throws: DatabaseError.self) { try queue.note("two") }
      try queue.note("three")
      trial.machine.crashNow()
      try trial.machine.restart(seed % 2 == 0 ? .powerNone : .powerRandomSubset, seed: seed)
      #expect(try trial.notes() == ["one", "three"])
      withExtendedLifetime(queue) {}
    }
  }

  @Test func diskFull_nothingGrows_thenSpaceComesBack() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    try queue.note("one")
    trial.machine.limitSpace(toBytes: 20_000)
    #expect(throws: DatabaseError.self) { try queue.note(String(repeating: "x", count: 50_000)) }
    trial.machine.limitSpace(toBytes: nil)
    try queue.note("two")
    try queue.close()
    #expect(try trial.notes() == ["one", "two"])
  }

  @Test func operations_countWhatChangesTheDisk() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    let before = trial.machine.operations
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notes") }
    #expect(trial.machine.operations == before)
    try queue.note("one")
    #expect(trial.machine.operations > before)
  }
}
