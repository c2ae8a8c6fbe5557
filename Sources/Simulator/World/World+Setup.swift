import ChangeModel
import FaultDisk
import FieldSales
import Hub
import SyncProtocol

/// How a world comes to be.
extension World {
  /// Territories, users, devices, and a few customers that everyone works on.
  func setUp() throws {
    isSettling = true
    network.isWhole = true
    for number in 0..<options.territories { try office(.addTerritory(name: Self.territory(number))) }
    for _ in 0..<options.devices { _ = try join() }
    try observeLog()
    let planters = devices.prefix(6)
    for device in planters {
      try syncAtOnce(device)
      try plantCustomer(by: device)
    }
    if hasLeases { try stockUp() }
    for device in devices { try syncAtOnce(device) }
    isSettling = false
    network.isWhole = false
    scheduleFaults()
    for device in devices {
      scheduleSync(device)
      schedule(.work(device.index), in: roll("work \(device.index)") { $0.span(around: 3_600_000) })
      if roll("habits", { $0.happens(perMille: 200) }) { scheduleHabit(of: device) }
    }
  }

  static func territory(_ number: Int) -> String { "Territory \(number + 1)" }

  func drawTerritories(_ stream: String) -> [String] {
    roll(stream) { dice in
      let first = dice.number(0..<options.territories)
      let second = dice.number(0..<options.territories)
      return Set([first, second]).sorted().prefix(dice.happens(perMille: 600) ? 2 : 1).map(Self.territory)
    }
  }

  /// Some close the program in the evening, and write with other tools meanwhile.
  private func scheduleHabit(of device: SimulatedDevice) {
    // A few nights meet what can happen; each costs as much as many writes.
    for day in 0..<min(options.days, 5) {
      let evening = Int64(day) * 86_400_000 + 61_200_000
      schedule(.closeProgram(device.index), in: evening)
      schedule(.openProgram(device.index), in: evening + roll("habits") { Int64($0.number(0..<50_400_000)) })
    }
  }

  /// Something that the office does, as the command line of the server does it.
  /// - Returns: whether it was done; a server that dies of it has perhaps done it.
  @discardableResult
  func office(_ command: OfficeCommand) throws -> Bool {
    guard let service = hub.service else { return false }
    let isDone = try attemptServer("serve the office", answering: nil) { _ = try service.perform(command) }
    if isDone { try observeLog() }
    return isDone
  }

  /// One more user with one more device; nil when the server died of it.
  func join(role fixed: Role? = nil) throws -> SimulatedDevice? {
    guard let service = hub.service else { return nil }
    let index = devices.count
    let role = fixed ?? (index == 1 ? .manager : index == 2 || index > 9 && index % 10 == 0 ? .office : .rep)
    // A number more each time: a server that died of an admission may know the name already.
    joinCount += 1
    let name = "D\(joinCount)"
    let territories =
      role == .manager ? (0..<options.territories).map(Self.territory) : drawTerritories("territories")
    var enrolment: EnrolReply?
    try attemptServer("admit a device", answering: nil) {
      _ = try service.perform(.addRep(name: name, territories: role == .office ? [] : territories, role: role))
      guard case .invitation(let invitation) = try service.perform(.invite(rep: name, validDays: 1)) else { return }
      enrolment = try service.enrol(
        EnrolRequest(code: invitation.code, publicKey: roll("keys") { $0.bytes(32) }, deviceName: name))
    }
    guard let enrolment else { return nil }
    let device = try SimulatedDevice(
      index: index, name: name, role: role, reply: enrolment, folder: folder + "/\(name)",
      dice: Dice(seed: options.seed, stream: "device \(index)"),
      work: WorkMix(
        dice: Dice(seed: options.seed, stream: "mix \(index)"), name: name, role: role,
        foreignPerMille: options.foreignPerMille, focus: WorkFocus(seed: options.seed), leases: hasLeases),
      now: clock.shownNow)
    device.territories = role == .office ? nil : territories
    device.program = hub.schema.version
    devices.append(device)
    userOfDevice[device.number] = device.user
    if hub.isDown { return device }
    try observeLog()
    return device
  }

  /// A customer in the first territory that the device's user holds.
  private func plantCustomer(by device: SimulatedDevice) throws {
    let sql = "SELECT id FROM territories WHERE \(WorkMix.isHeld) ORDER BY godwit_row LIMIT 1"
    guard case .blob(let bytes) = try device.rows(sql).first?.first else { return }
    let id = roll("setup") { $0.rowID() }
    var builder = IntentBuilder(number: 0, isForeign: false, text: "a first customer")
    builder.insert(
      "customers", id,
      [("territory_id", .reference(RowReference(id: RowID(bytes)))), ("name", .text("First of \(device.name)"))])
    for sql in builder.intent.statements { try device.replica?.write(now: clock.shownNow) { try $0.execute(sql: sql) } }
    device.ledger.unsealed.append(builder.intent)
    try observe(device, isAllSealed: true)
  }

  /// A whole sync without any fault, before the world begins or after it has come to rest.
  func syncAtOnce(_ device: SimulatedDevice) throws {
    schedule(.beginSync(device.index), in: 0)
    try run()
  }
}
