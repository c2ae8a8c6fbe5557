import ChangeModel
import FaultDisk
import Hub
import SyncProtocol

/// What goes wrong, and how it is mended.
extension World {
  /// Faults that strike at moments of their own; those of messages are the network's.
  static let striking: [Fault] = [
    .lateReplay, .partition, .deviceCrash, .devicePowerCut, .serverCrash, .serverPowerCut, .diskFull, .diskError,
    .serverDiskError, .clockStep, .reassignment, .revocation, .lateJoin, .restoredReplica, .copiedReplica,
    .restoredServer, .review, .leases, .schemaGrowth, .garbage,
  ]

  func scheduleFaults() {
    for fault in Self.striking where options.faults[fault] != nil { scheduleNext(fault) }
    if options.faults[.wrongClock] != nil {
      for device in devices { device.clockError = drawClockError("wrong clock") }
    }
  }

  /// A rate of 100 strikes about once for each ten writes.
  private func scheduleNext(_ fault: Fault) {
    guard let rate = options.faults[fault], rate > 0 else { return }
    let whole = Int64(options.days) * 86_400_000
    let times = Int64(max(1, min(options.intents, 200) * rate / 1_000))
    schedule(.fault(fault), in: roll(fault.rawValue) { $0.span(around: whole / times) })
  }

  func strike(_ fault: Fault) throws {
    if isSettling { return }
    scheduleNext(fault)
    guard let device = roll(fault.rawValue, { $0.pick(devices) }) else { return }
    switch fault {
    case .lateReplay:
      if let packet = network.replay() { schedule(.request(packet), in: 0) }
    case .partition: partition(device)
    case .deviceCrash, .devicePowerCut: planCrash(of: device, fault)
    case .serverCrash, .serverPowerCut: planServerCrash(fault)
    case .diskFull: fillDisk(of: device)
    case .diskError: failDisk(of: device)
    case .serverDiskError: failServerDisk()
    case .clockStep: stepClock(of: device)
    case .reassignment: try reassign(device)
    case .revocation: try revoke(device)
    case .lateJoin: try joinLate()
    case .restoredReplica: try backUpOrRestore(device)
    case .copiedReplica: try copy(device)
    case .garbage: try strikeGarbage(by: device)
    case .restoredServer: try backUpOrRestoreServer()
    case .review: try review()
    case .leases: try takeBackLeases(of: device)
    case .schemaGrowth: try growOrUpgrade(device)
    case .lostRequest, .lostReply, .duplicate, .slowNetwork, .wrongClock: break
    }
  }

  private func partition(_ device: SimulatedDevice) {
    let direction = roll("partition") { $0.number(0..<3) }
    note("\(device.name) is cut off (\(["upwards", "downwards", "both ways"][direction]))")
    marks.reach("partition")
    if direction != 1 { network.cutUp.insert(device.index) }
    if direction != 0 { network.cutDown.insert(device.index) }
    schedule(.mend(device.index), in: roll("partition") { $0.span(around: 3_600_000 * 6) })
  }

  // MARK: Disks

  private func planCrash(of device: SimulatedDevice, _ fault: Fault) {
    if device.isDown || device.isTroubled { return }
    let (ahead, kept) = roll(fault.rawValue) { (UInt64($0.number(1..<40)), $0.number(0..<4_200)) }
    device.machine.crash(atOperation: device.machine.operations + ahead, keptBytes: kept)
    note("\(device.name) is going to die")
  }

  private func planServerCrash(_ fault: Fault) {
    if hub.isDown || hub.isTroubled { return }
    let (ahead, kept) = roll(fault.rawValue) { (UInt64($0.number(1..<40)), $0.number(0..<4_200)) }
    hub.machine.crash(atOperation: hub.machine.operations + ahead, keptBytes: kept)
    note("the server is going to die")
  }

  /// What is left after a death: with a power cut among the faults, any of its outcomes.
  func survival(_ crash: Fault, _ cut: Fault, _ stream: String) -> Survival {
    let isCut =
      options.faults[cut] != nil && (options.faults[crash] == nil || roll(stream) { $0.happens(perMille: 500) })
    guard isCut else { return .process }
    return roll(stream) { $0.pick([.powerNone, .powerPrefix(nil), .powerRandomSubset, .powerTorn]) } ?? .powerNone
  }

  private func fillDisk(of device: SimulatedDevice) {
    if device.isDown || device.isTroubled { return }
    note("the disk of \(device.name) is full")
    marks.reach("disk full")
    device.isTroubled = true
    device.machine.limitSpace(toBytes: 0)
    schedule(.mend(device.index), in: roll("disk full") { $0.span(around: 7_200_000) })
  }

  private func failDisk(of device: SimulatedDevice) {
    if device.isDown || device.isTroubled { return }
    let (ahead, isForever) = roll("disk error") { (UInt64($0.number(1..<30)), $0.happens(perMille: 300)) }
    note("the disk of \(device.name) is going to fail\(isForever ? " for a while" : " once")")
    device.isTroubled = true
    device.machine.fail(.ioError, atOperation: device.machine.operations + ahead, forever: isForever, kinds: .mutating)
    schedule(.mend(device.index), in: roll("disk error") { $0.span(around: 7_200_000) })
  }

  private func failServerDisk() {
    if hub.isDown || hub.isTroubled { return }
    let (ahead, isForever) = roll("server disk") { (UInt64($0.number(1..<30)), $0.happens(perMille: 300)) }
    note("the server's disk is going to fail\(isForever ? " for a while" : " once")")
    hub.isTroubled = true
    hub.machine.fail(.ioError, atOperation: hub.machine.operations + ahead, forever: isForever, kinds: .mutating)
    schedule(.mendServer, in: roll("server disk") { $0.span(around: 3_600_000) })
  }

  /// The disk has room again and obeys; connections are whole.
  func mend(_ device: SimulatedDevice) throws {
    network.cutUp.remove(device.index)
    network.cutDown.remove(device.index)
    if device.isDown || !device.isTroubled { return }
    device.machine.heal()
    device.isTroubled = false
    note("the disk of \(device.name) is well again")
    try resolveDoubts(of: device)
    try alwaysSaved(device)
    try observe(device, isAllSealed: false)
  }

  func mendServer() {
    if hub.isDown || !hub.isTroubled { return }
    hub.machine.heal()
    hub.isTroubled = false
    note("the server's disk is well again")
  }

  /// A laptop that died comes back with what its disk kept.
  func start(_ device: SimulatedDevice) throws {
    guard device.isDown else { return }
    let survival = survival(.deviceCrash, .devicePowerCut, "survival")
    try device.machine.restart(survival, seed: roll("survival") { $0.next() })
    device.machine.heal()
    device.isTroubled = false
    device.isDown = false
    note("\(device.name) is back after \(survival)")
    marks.reach("device back after \(survival == .process ? "a crash" : "a power cut")")
    do {
      try device.open()
    } catch {
      throw CheckFailure("alwaysOpens", "the replica of \(device.name) after \(survival): \(error)")
    }
    try resolveDoubts(of: device)
    try alwaysSaved(device)
    try observe(device, isAllSealed: false)
    try alwaysWhole(device)
  }

  /// Copies a laptop's disk, or sets it back to the copy that was made before.
  private func backUpOrRestore(_ device: SimulatedDevice) throws {
    if device.isDown || device.isTroubled || device.isRevoked || !device.ledger.doubtful.isEmpty { return }
    device.attempt = nil
    let replica = device.replica
    device.replica = nil
    try replica?.close()
    if device.backup == nil {
      note("the disk of \(device.name) is backed up")
      try device.backUp()
      noteSealed(device)
    } else {
      note("the disk of \(device.name) is set back to its backup")
      marks.reach("restored from a backup")
      try device.restore()
    }
    try openProgram(device)
  }

  private func noteSealed(_ device: SimulatedDevice) {
    sealedInCopies[device.user, default: []].formUnion(device.ledger.outbox.values.map(\.changeSet.stamp))
  }

  private func copy(_ device: SimulatedDevice) throws {
    if device.isDown || device.isTroubled || device.isRevoked || !device.ledger.doubtful.isEmpty { return }
    guard !device.needsRejoin, device.rejoining == nil, devices.count < options.devices + 3 else { return }
    device.attempt = nil
    let replica = device.replica
    device.replica = nil
    try replica?.close()
    let index = devices.count
    let name = "\(device.name)c\(index)"
    note("the disk of \(device.name) is copied; the copy is \(name)")
    marks.reach("copied disk")
    let copy = try SimulatedDevice(
      copyOf: device, index: index, name: name, folder: folder + "/\(name)",
      dice: Dice(seed: options.seed, stream: "device \(index)"),
      work: WorkMix(
        dice: Dice(seed: options.seed, stream: "mix \(index)"), name: name, role: device.role,
        foreignPerMille: options.foreignPerMille, focus: WorkFocus(seed: options.seed), leases: hasLeases))
    devices.append(copy)
    noteSealed(device)
    try openProgram(device)
    scheduleSync(copy)
    schedule(.work(index), in: 3_600_000)
  }

  // MARK: Clocks

  /// From 1970 to ten years ahead, most of them off by little.
  private func drawClockError(_ stream: String) -> Int64 {
    roll(stream) { dice in
      let day: Int64 = 86_400_000
      let errors: [Int64] = [0, 0, 900, -3_000, 3_600_000, -day, 30 * day, 3_650 * day, -WorldClock.start]
      return dice.pick(errors) ?? 0
    }
  }

  private func stepClock(of device: SimulatedDevice) {
    device.clockError = drawClockError("clock step")
    device.hasSteppedClock = true
    note("the clock of \(device.name) steps to \(device.clockError) ms off")
    marks.reach("clock step")
  }

  // MARK: The office

  /// What the office does while pushes wait.
  func strikeBeforeCommit(of group: [SimulatedHub.Waiting]) throws {
    if isSettling || group.count < 2 { return }
    for fault in [Fault.reassignment, .revocation] {
      // The first that waits: others may stand behind it. Groups are rare, so the office strikes often.
      let device = group.lazy.map { self.devices[$0.packet.device] }.first { $0.index > 1 && !$0.mayBeRevoked }
      guard let device, let rate = options.faults[fault], roll("office", { $0.happens(perMille: 10 * rate) }) else {
        continue
      }
      marks.reach("\(fault.rawValue) while pushes wait")
      if fault == .revocation { try revoke(device) } else { try reassign(device) }
    }
  }

  private func reassign(_ device: SimulatedDevice) throws {
    if device.role == .office || device.isStranded || hub.isDown || hub.isTroubled { return }
    let names = drawTerritories("reassignment")
    note("the office gives \(device.name) \(names.joined(separator: ", "))")
    marks.reach("reassignment")
    let sharing = devices.filter { $0.user == device.user }
    for other in sharing { other.territories = nil }
    if try office(.assignRep(rep: device.user, territories: names)) {
      for other in sharing { other.territories = names }
    }
  }

  private func revoke(_ device: SimulatedDevice) throws {
    let alive = devices.filter { !$0.mayBeRevoked }
    if device.mayBeRevoked || alive.count < 3 || device.index < 2 || hub.isDown || hub.isTroubled { return }
    note("the office revokes \(device.name)")
    marks.reach("revocation")
    // A server that dies of it has perhaps done it.
    let sharing = devices.filter { $0.number == device.number }
    for other in sharing { other.mayBeRevoked = true }
    try office(.revokeDevice(device: device.number))
  }

  private func joinLate() throws {
    if hub.isDown || hub.isTroubled || devices.count >= options.devices + 3 { return }
    marks.reach("late join")
    guard let device = try join() else { return }
    note("\(device.name) joins")
    scheduleSync(device)
    schedule(.work(device.index), in: 3_600_000)
  }
}
