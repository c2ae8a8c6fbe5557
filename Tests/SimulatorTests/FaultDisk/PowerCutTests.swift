import FaultDisk
import Foundation
import GRDB
import Testing

/// What each kind of death leaves, and that the disk can tell a durable commit from one that only looks so.
@Suite struct PowerCutTests {
  @Test(arguments: [Survival.process, .powerNone, .powerPrefix(nil), .powerRandomSubset, .powerTorn])
  func committedWithFull_thenDeath_isThere(survival: Survival) throws {
    for seed in UInt64(0)..<20 {
      let trial = try TrialMachine()
      let queue = try trial.open()
      try queue.note("one")
      try queue.note("two")
      trial.machine.crashNow()
      try trial.machine.restart(survival, seed: seed)
      #expect(try trial.notes() == ["one", "two"])
      withExtendedLifetime(queue) {}
    }
  }

  @Test(arguments: ["OFF", "NORMAL"])
  func committedWithoutSync_thenPowerCut_isGone(synchronous: String) throws {
    let trial = try TrialMachine()
    let queue = try trial.open(synchronous: synchronous)
    try queue.note("one")
    #expect(trial.machine.unsyncedChanges > 0)
    trial.machine.crashNow()
    try trial.machine.restart(.powerNone)
    #expect(try trial.notes() == [])
    withExtendedLifetime(queue) {}
  }

  @Test func committedWithoutSync_thenKilled_isThere() throws {
    let trial = try TrialMachine()
    let queue = try trial.open(synchronous: "OFF")
    try queue.note("one")
    trial.machine.crashNow()
    try trial.machine.restart(.process)
    #expect(try trial.notes() == ["one"])
    withExtendedLifetime(queue) {}
  }

  /// Each operation of a transaction in turn is the last; what is there is the state before or after it, and after it
  /// once the commit was reported.
  @Test(arguments: ["WAL", "DELETE"], [Survival.process, .powerNone, .powerRandomSubset, .powerTorn])
  func diesAtEachOperation_nothingHalf(log: String, survival: Survival) throws {
    var step: UInt64 = 0
    while true {
      step += 1
      let trial = try TrialMachine()
      let queue = try trial.open(log: log, synchronous: "EXTRA")
      try queue.note("old")
      trial.machine.crash(atOperation: trial.machine.operations + step, keptBytes: Int(step % 9) * 512)
      let wasReported = (try? queue.note(String(repeating: "new", count: 4_000))) != nil
      let didDie = trial.machine.isDead
      trial.machine.crashNow()
      try trial.machine.restart(survival, seed: step)
      let lengths = try trial.notes().map(\.count)
      if wasReported { #expect(lengths == [3, 12_000]) } else { #expect(lengths == [3] || lengths == [3, 12_000]) }
      withExtendedLifetime(queue) {}
      if !didDie { break }
    }
    #expect(step > 4)
  }

  @Test func sqliteWithoutSync_isCorruptedBySomeCut() throws {
    var corrupted = 0
    for seed in UInt64(0)..<40 {
      let trial = try TrialMachine()
      let queue = try trial.open(log: "DELETE", synchronous: "OFF")
      for number in 0..<30 { try queue.note(String(repeating: "\(number)", count: 900)) }
      trial.machine.crashNow()
      try trial.machine.restart(seed % 2 == 0 ? .powerRandomSubset : .powerTorn, seed: seed)
      let notes = (try? trial.notes()) ?? ["damaged"]
      if notes == ["damaged"] { corrupted += 1 }
      withExtendedLifetime(queue) {}
    }
    #expect(corrupted > 5)
  }

  /// One death can be looked at in many ways, and the machine stays dead meanwhile.
  @Test func survivorsCopied_theMachineStaysAsItWas() throws {
    let trial = try TrialMachine()
    let queue = try trial.open(synchronous: "OFF")
    try queue.note("one")
    trial.machine.crashNow()
    for (survival, notes) in [(Survival.powerNone, []), (.process, ["one"]), (.powerNone, [])] {
      let folder = try FaultDisk.makeFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try trial.machine.copySurvivors(to: folder, survival)
      let copy = try DatabaseQueue(path: folder + "/trial.sqlite")
      #expect(try copy.read { try String.fetchAll($0, sql: "SELECT text FROM notes") } == notes)
      try copy.close()
    }
    #expect(trial.machine.isDead)
    try trial.machine.restart(.process)
    #expect(try trial.notes() == ["one"])
    withExtendedLifetime(queue) {}
  }

  /// The log of the database that was there before does not come back beside the one that was put in its place.
  @Test(arguments: [true, false])
  func filesPutBack_surviveAPowerCut_onceTheyAreSettled(isSettled: Bool) throws {
    let trial = try TrialMachine()
    let copy = try Data(contentsOf: URL(fileURLWithPath: trial.path))
    let queue = try trial.open()
    try queue.note("after the copy")
    try queue.close()
    try FileManager.default.removeItem(atPath: trial.path)
    try copy.write(to: URL(fileURLWithPath: trial.path))
    if isSettled { trial.machine.settle() }
    trial.machine.crashNow()
    try trial.machine.restart(.powerNone)
    #expect(try trial.notes() == (isSettled ? [] : ["after the copy"]))
  }

  @Test func sameSeed_leavesTheSameBytes() throws {
    func bytes(seed: UInt64) throws -> Data {
      let trial = try TrialMachine()
      let queue = try trial.open(log: "DELETE", synchronous: "OFF")
      for number in 0..<10 { try queue.note(String(repeating: "\(number)", count: 3_000)) }
      trial.machine.crashNow()
      try trial.machine.restart(.powerTorn, seed: seed)
      withExtendedLifetime(queue) {}
      return try Data(contentsOf: URL(fileURLWithPath: trial.path))
    }
    #expect(try bytes(seed: 5) == bytes(seed: 5))
    #expect(try bytes(seed: 5) != bytes(seed: 6))
  }
}
