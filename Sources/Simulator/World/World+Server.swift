import ChangeModel
import FaultDisk
import Hub
import SyncProtocol

/// What the server does.
extension World {
  func receive(_ packet: Packet) throws {
    guard let service = hub.service else { return }
    let device = devices[packet.device]
    guard case .syncRequest(let request) = try? Frame.decode(packet.bytes) else {
      throw CheckFailure("alwaysUnderstood", "a request of \(device.name) cannot be read")
    }
    if packet.isCopy { marks.reach("request of the past") }
    var prepared: PreparedPush?
    let isReady = try attemptServer("prepare", answering: packet) {
      prepared = try service.prepare(request, device: packet.sender)
    }
    guard isReady else { return }
    guard let push = prepared else { return try answer(packet, request: request, push: nil) }
    hub.waiting.append(SimulatedHub.Waiting(push: push, request: request, packet: packet))
    if hub.isCommitDue { return }
    hub.isCommitDue = true
    // Now and then the server is held up, in a rush mostly, and many pushes wait for one commit.
    let heldUpPerMille = options.rushPerMille > 0 ? 800 : 300
    schedule(
      .commit,
      in: roll("server pace") { Int64($0.number(1..<30)) * ($0.happens(perMille: heldUpPerMille) ? 1_000 : 1) })
  }

  /// Merges what waits, at most one push of each device, as the queue of the real server does.
  func commit() throws {
    hub.isCommitDue = false
    guard let service = hub.service else { return }
    var group: [SimulatedHub.Waiting] = []
    var left: [SimulatedHub.Waiting] = []
    var taken: Set<DeviceNumber> = []
    for waiting in hub.waiting {
      if taken.insert(waiting.push.device).inserted { group.append(waiting) } else { left.append(waiting) }
    }
    hub.waiting = left
    if !left.isEmpty {
      hub.isCommitDue = true
      schedule(.commit, in: 1)
    }
    try strikeBeforeCommit(of: group)
    if hub.isDown { return }
    let answers = service.commit(group.map(\.push))
    if hub.machine.isDead { return serverDies(during: "a commit") }
    marks.reach("group commit", group.count > 1 ? 1 : 0)
    for (waiting, answer) in zip(group, answers) { try take(answer, of: waiting) }
    try observeLog()
    for (waiting, answer) in zip(group, answers) {
      switch answer {
      case .success(let outcome): try self.answer(waiting.packet, request: waiting.request, push: outcome)
      case .failure(let error): try refuse(waiting.packet, error)
      }
    }
  }

  private func take(_ answer: Result<PushOutcome, ErrorReply>, of waiting: SimulatedHub.Waiting) throws {
    guard case .success(let outcome) = answer else { return }
    let device = waiting.push.device
    let freshFrom = outcome.results.count - outcome.freshCount
    marks.reach("repeated change set", freshFrom)
    for (place, result) in outcome.results.enumerated() {
      if let rejection = result.rejection, place >= freshFrom {
        marks.reach("rejected: \(rejection.code)")
        if rejection.code == .underReview { try observeKept(waiting.push.items[place], of: device) }
        try alwaysTaken(rejection, of: waiting)
      }
      note("the server: change set \(result.sequence) of device \(device) \(Self.words(result))")
      try hub.ledger.alwaysOneResult(
        result, waiting.push.items[place].payload, device: device, isFresh: place >= freshFrom)
    }
  }

  private static func words(_ result: ChangeResult) -> String {
    switch result.status {
    case .accepted(let conflicts): "accepted at \(result.position), \(conflicts) conflicts"
    case .rejected(let rejection): "rejected: \(rejection.message)"
    }
  }

  /// Reads what is new in the log, for the ledger and the reference model.
  func observeLog() throws {
    guard let store = hub.store else { return }
    try attemptServer("read the log", answering: nil) {
      try store.read { store in
        let fresh = try store.history(from: hub.ledger.head + 1, limit: .max)
        try hub.ledger.alwaysOneLog(fresh, now: clock.shownNow)
        for entry in fresh {
          let known = try LogEntry(entry, in: store)
          hub.log.append(known)
          try observeFall(known, in: store)
          try alwaysFairStamp(entry)
          try alwaysMergedOnce(entry)
        }
        if hasLeases && !fresh.isEmpty { try alwaysSoldOnce(hub.log.suffix(fresh.count), in: store) }
      }
    }
  }

  private func answer(_ packet: Packet, request: SyncRequest, push: PushOutcome?) throws {
    guard let service = hub.service else { return }
    let device = devices[packet.device]
    try attemptServer("reply", answering: packet) {
      let reply = try service.reply(to: request, device: packet.sender, push: push)
      if try isRevokedByServer(packet.sender) {
        try alwaysShutOut(reply, device: device)
      } else {
        try alwaysInScope(reply, device: device)
        try alwaysTold(reply, to: request, device: device)
        try alwaysLean(reply, to: request, device: device)
      }
      try dispatch(Frame.encode(.syncReply(reply)), answering: packet)
    }
  }

  private func refuse(_ packet: Packet, _ error: ErrorReply) throws {
    note("the server refuses \(devices[packet.device].name): \(error.code)")
    if error.code == .internalError && !hub.isTroubled {
      throw CheckFailure("alwaysWorks", "the server fails without a cause: \(hub.lastWords.words)")
    }
    try dispatch(Frame.encode(.error(error)), answering: packet)
  }

  private func dispatch(_ bytes: [UInt8], answering packet: Packet) throws {
    trace.note(bytes: bytes)
    let answer = Packet(
      device: packet.device, sender: packet.sender, attempt: packet.attempt, bytes: bytes, isCopy: packet.isCopy)
    guard let delay = network.reply(answer) else { return }
    schedule(.reply(answer), in: delay)
  }

  /// S13: every row that a reply shows is in a scope of its reader.
  private func alwaysInScope(_ reply: SyncReply, device: SimulatedDevice) throws {
    guard let store = hub.store else { return }
    if let names = device.territories {
      let granted = (0..<options.territories).filter { names.contains(Self.territory($0)) }
      let expected = granted.map { Scope.territory(Int64($0 + 1)) }
      guard reply.scopes.filter({ $0.kind == .territory }) == expected else {
        throw CheckFailure("alwaysInScope", "\(device.name) may hold \(expected), is given \(reply.scopes)")
      }
    }
    let scopes = Set(reply.scopes)
    try store.read { store in
      for table in reply.delta.tables {
        let numbers = table.full.map(\.row) + table.cells.map(\.row)
        let rows = try store.load(numbers, of: table.table)
        for row in rows where row.isDeleted || !scopes.contains(row.scope) {
          throw CheckFailure(
            "alwaysInScope", "\(device.name) is shown row \(row.key.row) of table \(table.table) in \(row.scope)")
        }
      }
    }
  }

  // MARK: Life and death

  /// Runs something on the server's disk, and answers an error with an error.
  @discardableResult
  func attemptServer(_ what: String, answering packet: Packet?, _ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let failure as CheckFailure {
      throw failure
    } catch {
      if hub.machine.isDead {
        serverDies(during: what)
      } else if let error = error as? ErrorReply, let packet {
        try refuse(packet, error)
      } else if !hub.isTroubled {
        throw CheckFailure("alwaysWorks", "the server cannot \(what): \(error)")
      }
      return false
    }
  }

  func serverDies(during what: String) {
    if hub.isDown { return }
    note("the server dies during \(what)")
    marks.reach("server died during \(what)")
    hub.die()
    schedule(.serverStart, in: roll("server restart") { Int64($0.number(1_000..<600_000)) })
  }

  func startServer() throws {
    guard hub.isDown else { return }
    let survival = survival(.serverCrash, .serverPowerCut, "server survival")
    try hub.machine.restart(survival, seed: roll("server survival") { $0.next() })
    hub.machine.heal()
    hub.isTroubled = false
    do {
      try hub.start()
    } catch {
      throw CheckFailure("alwaysOpens", "the server's store after \(survival): \(error)")
    }
    note("the server is back after \(survival)")
    marks.reach("server back after \(survival == .process ? "a crash" : "a power cut")")
    try alwaysDurable()
  }

  /// What was acknowledged before is there; what was committed and not acknowledged is taken note of.
  func alwaysDurable() throws {
    let history = try hub.history()
    try hub.ledger.alwaysDurable(history)
    try observeLog()
    try hub.store?.read { store in
      for device in devices where !device.isStranded {
        guard let record = try store.device(device.number) else {
          throw CheckFailure("alwaysDurable", "\(device.name) is not known any more")
        }
        let known = hub.ledger.lastSequence(of: device.number)
        guard record.lastSequence >= known else {
          throw CheckFailure("alwaysDurable", "results of \(device.name) after \(record.lastSequence) are gone")
        }
        guard record.lastSequence > known else { continue }
        for stored in try store.results(of: device.number, sequences: known + 1...record.lastSequence) {
          try hub.ledger.alwaysOneResult(stored.result, stored.payload, device: device.number, isFresh: true)
        }
      }
    }
  }
}
