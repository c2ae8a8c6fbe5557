import ChangeModel
import FaultDisk
import GRDB
import ReplicaStore

/// What users do on their devices, and what may come of it.
extension World {
  // MARK: Users

  func work(_ device: SimulatedDevice) throws {
    if isSettling || intentCount >= options.intents { return }
    schedule(.work(device.index), in: roll("work \(device.index)") { $0.span(around: workSpan) })
    try writeSomething(device)
    if options.size == .large || !roll("burst", { $0.happens(perMille: options.burstPerMille) }) { return }
    for other in devices where other.index != device.index {
      schedule(.writeAside(other.index), in: roll("burst") { Int64($0.number(1..<60_000)) })
    }
  }

  func writeSomething(_ device: SimulatedDevice) throws {
    if isSettling || intentCount >= options.intents { return }
    if device.isDown || device.isRevoked || !device.ledger.doubtful.isEmpty { return }
    let number = intentCount + 1
    var drawn: Intent?
    try attempt("look", on: device) { drawn = try device.work.next(number: number, sight: device) }
    guard var intent = drawn else { return }
    intent.time = clock.shownNow
    device.ledger.number(&intent)
    // While the program is closed, all writing is foreign.
    if device.replica == nil { intent.isForeign = true }
    intentCount = number
    if options.skipped.contains(number) { return }
    try perform(intent, on: device)
  }

  /// Between two writes of one user, so that all are spread over the days.
  private var workSpan: Int64 {
    Int64(options.days) * 86_400_000 * Int64(options.devices) / Int64(max(1, options.intents))
  }

  func perform(_ intent: Intent, on device: SimulatedDevice) throws {
    device.ledger.doubtful.append(intent)
    var outcome = "saved"
    try attempt("write \(intent.number)", on: device) {
      do {
        try device.perform(intent, now: device.now(clock.shownNow))
        confirm(intent, on: device)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        outcome = "refused"
        device.ledger.doubtful = []
      }
    }
    if !device.ledger.doubtful.isEmpty { outcome = "in doubt" }
    note("\(device.name) writes #\(intent.number) \(intent.text)\(intent.isForeign ? " with SQL" : ""): \(outcome)")
    if outcome == "saved" {
      marks.reach("write in the middle of a sync", device.attempt == nil ? 0 : 1)
      marks.reach(intent.isForeign ? "foreign write" : "own write")
      try observe(device, isAllSealed: !intent.isForeign)
    } else {
      try resolveDoubts(of: device)
    }
  }

  private func confirm(_ intent: Intent, on device: SimulatedDevice) {
    device.ledger.saved.insert(intent.number)
    device.ledger.doubtful.removeAll { $0.number == intent.number }
    device.ledger.unsealed.append(intent)
    // One that turns up late was still written before what came after it.
    device.ledger.unsealed.sort { $0.number < $1.number }
  }

  /// Looks whether what failed half-way stands in the file after all.
  ///
  /// A commit whose sync failed is not there, but its pages may be: whoever opens the file next may find it whole.
  func resolveDoubts(of device: SimulatedDevice) throws {
    let candidates = device.ledger.failed + device.ledger.doubtful
    if device.isDown || candidates.isEmpty { return }
    try attempt("look for doubtful writes", on: device) {
      let marks = try device.marks()
      for intent in candidates where marks.contains(intent.number) {
        note("\(device.name) #\(intent.number) turns out saved")
        confirm(intent, on: device)
      }
      device.ledger.failed = candidates.filter { !marks.contains($0.number) }
      device.ledger.doubtful = []
    }
  }

  func closeProgram(_ device: SimulatedDevice) throws {
    if isSettling || device.isDown || device.replica == nil { return }
    note("\(device.name) closes the program")
    device.attempt = nil
    let replica = device.replica
    device.replica = nil
    try attempt("close", on: device) { try replica?.close() }
  }

  func openProgram(_ device: SimulatedDevice) throws {
    if device.isDown || device.replica != nil { return }
    note("\(device.name) opens the program")
    try attempt("open", on: device) { try device.open() }
    try resolveDoubts(of: device)
    try observe(device, isAllSealed: false)
  }

  // MARK: Calls that may fail

  /// Runs something on a device's disk. When the disk dies of it the device goes down; when a fault was planned the call
  /// may fail; in all other cases an error is a failure of Godwit.
  /// - Returns: whether it was done.
  @discardableResult
  func attempt(_ what: String, on device: SimulatedDevice, _ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let failure as CheckFailure {
      throw failure
    } catch {
      if device.machine.isDead {
        goDown(device, during: what)
      } else if device.isTroubled {
        note("\(device.name) fails to \(what)")
        marks.reach("disk error met")
      } else {
        throw CheckFailure("alwaysWorks", "\(device.name) cannot \(what): \(error)")
      }
      return false
    }
  }

  private func goDown(_ device: SimulatedDevice, during what: String) {
    note("\(device.name) dies during \(what)")
    marks.reach("died during \(what.prefix { $0 != " " })")
    device.replica = nil
    device.attempt = nil
    device.isDown = true
    schedule(.deviceStart(device.index), in: roll("restart") { Int64($0.number(1_000..<3_600_000)) })
  }

  func observe(_ device: SimulatedDevice, isAllSealed: Bool) throws {
    try noteRejoined(device)
    if device.isDown { return }
    try attempt("be observed", on: device) {
      guard let sight = try device.sight() else { return }
      let hub = hub
      do throws(CheckFailure) {
        try device.ledger.observe(sight, isAllSealed: isAllSealed) { sequence, payload in
          hub.decision(device.number, sequence, payload)
        }
      } catch {
        throw CheckFailure(error.check, "\(device.name): \(error.detail)")
      }
    }
  }
}
