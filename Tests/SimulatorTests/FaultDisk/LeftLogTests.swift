import DurableLog
import FaultDisk
import GRDB
import Testing

/// A process died after a failed sync: its log is read as if it were whole, and is not on disk.
@Suite struct LeftLogTests {
  /// Without a renewal this loses "three": what a failed sync dropped stands in the log before it.
  @Test(arguments: [Survival.powerNone, .powerPrefix(nil), .powerRandomSubset, .powerTorn])
  func renewed_whatIsCommittedLaterSurvives(survival: Survival) throws {
    for seed in UInt64(0)..<10 {
      let trial = try TrialMachine()
      try dieAfterFailedSync(trial)
      let queue = try trial.open()
      _ = try queue.inDatabase { try DurableLog.renew($0) }
      try queue.note("three")
      trial.machine.crashNow()
      try trial.machine.restart(survival, seed: seed)
      #expect(try trial.notes() == ["one", "two", "three"])
      withExtendedLifetime(queue) {}
    }
  }

  @Test func notRenewed_isWhatThisIsFor() throws {
    let trial = try TrialMachine()
    try dieAfterFailedSync(trial)
    let queue = try trial.open()
    try queue.note("three")
    trial.machine.crashNow()
    try trial.machine.restart(.powerNone)
    #expect(try trial.notes() == ["one"])
    withExtendedLifetime(queue) {}
  }

  @Test func powerGoesDuringTheRenewal_nothingAcknowledgedIsLost() throws {
    for operation in UInt64(1)...6 {
      let trial = try TrialMachine()
      try dieAfterFailedSync(trial)
      let queue = try trial.open()
      trial.machine.crash(atOperation: trial.machine.operations + operation, keptBytes: 2_000)
      _ = try? queue.inDatabase { try DurableLog.renew($0) }
      trial.machine.crashNow()
      try trial.machine.restart(.powerTorn, seed: operation)
      let notes = try trial.notes()
      #expect(notes == ["one"] || notes == ["one", "two"])
    }
  }

  @Test func diskFailsDuringTheRenewal_isSaid_andTheLogIsAsItWas() throws {
    let trial = try TrialMachine()
    try dieAfterFailedSync(trial)
    let queue = try trial.open()
    trial.machine.fail(.ioError, atOperation: 0, forever: true)
    #expect(throws: DatabaseError.self) { try queue.inDatabase { try DurableLog.renew($0) } }
    trial.machine.heal()
    _ = try queue.inDatabase { try DurableLog.renew($0) }
    #expect(try trial.notes() == ["one", "two"])
    withExtendedLifetime(queue) {}
  }

  @Test func somebodyElseIsWriting_isLeftAlone() throws {
    let trial = try TrialMachine()
    let writer = try trial.open()
    try writer.note("one")
    try writer.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE; INSERT INTO notes(text) VALUES ('two')") }
    let queue = try trial.open()
    let before = trial.machine.operations
    #expect(try queue.inDatabase { try DurableLog.renew($0) } == false)
    #expect(trial.machine.operations == before)
    try writer.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(try queue.inDatabase { try DurableLog.renew($0) })
    #expect(try trial.notes() == ["one", "two"])
  }

  @Test func noLog_nothingHappens() throws {
    let trial = try TrialMachine()
    let queue = try trial.open()
    let before = trial.machine.operations
    _ = try queue.inDatabase { try DurableLog.renew($0) }
    #expect(trial.machine.operations <= before + 1)
    try queue.note("one")
    try queue.close()
    #expect(try trial.notes() == ["one"])
  }

  /// "two" is refused, and yet whoever opens the file next finds it.
  private func dieAfterFailedSync(_ trial: TrialMachine) throws {
    let queue = try trial.open()
    try queue.note("one")
    trial.machine.fail(.ioError, atOperation: 0, forever: false, kinds: .sync)
    #expect(throws: DatabaseError.self) { try queue.note("two") }
    trial.machine.crashNow()
    try trial.machine.restart(.process)
    withExtendedLifetime(queue) {}
  }
}
