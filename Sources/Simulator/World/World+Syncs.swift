import ChangeModel
import ReplicaStore
import SyncProtocol
import SyncSession

/// How devices sync.
extension World {
  func beginSync(_ device: SimulatedDevice) throws {
    if !isSettling { scheduleSync(device) }
    if device.isDown || device.isRevoked || device.attempt != nil { return }
    if !isSettling && clock.now < device.offlineUntil { return }
    if device.replica == nil {
      guard isSettling else { return }
      try openProgram(device)
    }
    guard let replica = device.replica else { return }
    let now = device.now(clock.shownNow)
    try attempt("seal", on: device) {
      _ = try replica.seal(now: now)
      try observe(device, isAllSealed: true)
      // What has results already gets them applied before the device rejoins.
      var session = ClientSession(
        isPullOnly: device.needsRejoin, deltaBytesMax: options.deltaBytesMax,
        program: device.program)
      let action = session.handle(.begun(try replica.syncState()), now: now)
      note("\(device.name) begins a sync")
      let number = device.nextAttempt()
      device.attempt = SimulatedDevice.Attempt(number: number, session: session, action: action)
      schedule(.act(device.index, attempt: number), in: 1)
    }
  }

  func scheduleSync(_ device: SimulatedDevice) {
    let span = Int64(options.syncMinutes) * 60_000
    let delay = roll("sync \(device.index)") { $0.span(around: span) }
    let isInRush = roll("rush", { $0.happens(perMille: options.rushPerMille) })
    let toRush = 43_200_000 - (elapsed + delay) % 43_200_000
    schedule(.beginSync(device.index), in: isInRush ? delay + toRush : delay)
  }

  func giveUp(_ device: SimulatedDevice, attempt: Int) {
    guard let current = device.attempt, current.number == attempt, case .send = current.action else { return }
    note("\(device.name) hears nothing and gives up")
    marks.reach("timeout")
    device.attempt = nil
  }

  /// Carries out what the session asked for: the same as the client program does, one step at a time.
  func act(_ device: SimulatedDevice, attempt number: Int) throws {
    guard let current = device.attempt, current.number == number, let replica = device.replica else { return }
    let now = device.now(clock.shownNow)
    switch current.action {
    case .readOutbox(let after):
      try advance(device, "read the outbox") { .outbox(try replica.outboxPage(after: after)) }
    case .send(let request):
      send(request, from: device, attempt: number)
    case .stage(let reply):
      try advance(device, "stage") { .staged(try replica.stage(reply, now: now)) }
      try observe(device, isAllSealed: false)
    case .apply:
      let isApplied = try advance(device, "apply") {
        let (state, summary, pending) = try replica.apply(now: now)
        marks.reach("rejected change set", summary.rejected)
        marks.reach("split union", summary.split)
        return .applied(state, summary, pending: pending)
      }
      try observe(device, isAllSealed: isApplied)
      try afterApplying(device)
    case .finish(let outcome):
      device.attempt = nil
      if outcome.isRevoked && !device.needsRejoin { return try leave(device) }
      note("\(device.name) is in sync at \(outcome.position)")
      marks.reach("sync")
      try noteTooOld(device, outcome)
      if !device.isTooOld { try compareIfDue(device) }
      if device.needsRejoin && !device.isTooOld {
        try rejoin(device)
        return schedule(.beginSync(device.index), in: 1_000)
      }
      goOffline(device)
    case .refuse(let why):
      throw CheckFailure("alwaysInTurn", "\(device.name): \(why)")
    }
  }

  /// - Returns: whether it was done.
  @discardableResult
  private func advance(
    _ device: SimulatedDevice, _ what: String, _ body: () throws -> ClientSession.Event
  ) throws -> Bool {
    let isDone = try attempt(what, on: device) {
      let event = try body()
      note("\(device.name): \(what)")
      hear(event, device)
    }
    if !isDone { device.attempt = nil }
    return isDone
  }

  func hear(_ event: ClientSession.Event, _ device: SimulatedDevice) {
    guard var current = device.attempt else { return }
    current.action = current.session.handle(event, now: device.now(clock.shownNow))
    device.attempt = current
    schedule(.act(device.index, attempt: current.number), in: roll("pace") { Int64($0.number(1..<50)) })
    if roll("aside \(device.index)", { $0.happens(perMille: options.asidePerMille) }) {
      schedule(.writeAside(device.index), in: 0)
    }
  }

  private func goOffline(_ device: SimulatedDevice) {
    guard !isSettling, roll("offline", { $0.happens(perMille: options.offlinePerMille) }) else { return }
    device.offlineUntil = clock.now + roll("offline") { Int64($0.number(1..<6)) } * 86_400_000
    note("\(device.name) goes offline for days")
    marks.reach("offline for days")
  }

  private func send(_ request: SyncRequest, from device: SimulatedDevice, attempt: Int) {
    let bytes = Frame.encode(.syncRequest(request))
    trace.note(bytes: bytes)
    note("\(device.name) sends \(request.changeSets.count) change sets, \(bytes.count) bytes")
    if trace.isKept { remark(on: request) }
    let packet = Packet(device: device.index, sender: device.number, attempt: attempt, bytes: bytes)
    for arrival in network.request(packet) { schedule(.request(arrival.packet), in: arrival.delay) }
    schedule(.giveUp(device.index, attempt: attempt), in: 120_000)
  }

  func deliver(_ packet: Packet) throws {
    let device = devices[packet.device]
    guard let current = device.attempt, current.number == packet.attempt, case .send = current.action,
      !device.isDown
    else { return }
    switch try? Frame.decode(packet.bytes) {
    case .syncReply(let reply):
      marks.reach("pull of several pages", reply.isComplete ? 0 : 1)
      note("\(device.name) gets \(reply.results.count) results, \(reply.delta.rowCount) rows")
      if trace.isKept { remark(on: reply) }
      hear(.replied(reply), device)
    case .error(let error):
      device.attempt = nil
      note("\(device.name) is refused: \(error.code)")
      try understand(error, device)
    default:
      throw CheckFailure("alwaysUnderstood", "\(device.name) got an answer that is none")
    }
  }

  /// A refusal must be one that the situation explains.
  private func understand(_ error: ErrorReply, _ device: SimulatedDevice) throws {
    switch error.code {
    case .revoked:
      guard device.mayBeRevoked else { throw CheckFailure("alwaysUnderstood", "\(device.name) was not revoked") }
      device.isRevoked = true
    case .dotReused where device.isFork:
      device.needsRejoin = true
      marks.reach("fork refused")
      schedule(.beginSync(device.index), in: 1_000)
    case .epochChanged where !hub.lost.isEmpty:
      marks.reach("restored server noticed")
      try rejoin(device)
      schedule(.beginSync(device.index), in: 1_000)
    case .busy: break
    case .internalError where hub.isTroubled: break
    default:
      throw CheckFailure("alwaysUnderstood", "\(device.name) is refused with \(error.code): \(error.message)")
    }
  }
}
