import ChangeModel
import Hub
import HubStore
import SyncProtocol

/// What becomes of revoked devices, and of work that is kept for a review.
extension World {
  func isRevokedByServer(_ device: SimulatedDevice) throws -> Bool { try isRevokedByServer(device.number) }

  func isRevokedByServer(_ number: DeviceNumber) throws -> Bool {
    try hub.store?.read { try $0.device(number)?.revokedAt } != nil
  }

  // MARK: A revoked device

  /// Hands in what was rejected, too; once nothing is left, the device is gone.
  func leave(_ device: SimulatedDevice) throws {
    guard let replica = device.replica else { return }
    note("\(device.name) learns that it was revoked")
    var isGone = false
    try attempt("hand in what was rejected", on: device) {
      let rejected = try replica.attention().filter { !$0.isWithServer }.map(\.changeSet)
      let count = try replica.handInRejected(now: device.now(clock.shownNow))
      if count > 0 {
        marks.reach("rejected work handed in again")
        try alwaysHandedIn(rejected, by: device)
      }
      isGone = try replica.isHandedIn()
    }
    try observe(device, isAllSealed: true)
    guard isGone else { return schedule(.beginSync(device.index), in: 1_000) }
    note("\(device.name) has handed in all, and is gone")
    marks.reach("revoked device gone")
    device.isRevoked = true
  }

  /// A copy of a revoked device cannot rejoin: its work stays on its disk.
  func giveUpCopy(_ device: SimulatedDevice) {
    note("\(device.name) is a copy of a revoked device, and stays as it is")
    device.isRevoked = true
  }

  /// S3: what was rejected waits again, as it was.
  private func alwaysHandedIn(_ rejected: [ChangeSet], by device: SimulatedDevice) throws {
    guard let sight = try device.sight() else { return }
    for changeSet in rejected
    where !sight.outbox.contains(where: { $0.changeSet.changes == changeSet.changes }) {
      throw CheckFailure("alwaysKept", "\(device.name): rejected work of a device that leaves is not handed in")
    }
    device.ledger.startAnew(sight)
  }

  /// S14: a revoked device gets results, and nothing else.
  func alwaysShutOut(_ reply: SyncReply, device: SimulatedDevice) throws {
    guard reply.isRevoked, reply.delta.rowCount == 0, reply.schema == nil else {
      throw CheckFailure("alwaysShutOut", "\(device.name) was revoked, and is shown \(reply.delta.rowCount) rows")
    }
  }

  // MARK: Kept work

  /// Takes note of a change set that the server says it keeps, and looks whether it does.
  func observeKept(_ item: PreparedPush.Item, of device: DeviceNumber) throws {
    guard let store = hub.store, let changeSet = try? item.content.get() else { return }
    marks.reach("kept for a review")
    hub.kept[changeSet.dot] = item.bytes
    try store.read { store in
      try alwaysKept(changeSet.dot, item.bytes, in: store)
      guard let record = try store.device(device), record.revokedAt == nil else { return }
      marks.reach("kept because of a move")
      let entry = HistoryEntry(
        position: try store.head(), dot: changeSet.dot, stamp: changeSet.stamp, rep: record.rep,
        mergedAt: clock.shownNow, changeSet: item.bytes)
      hub.keptMoves.append(try LogEntry(entry, in: store))
    }
  }

  /// S18: what is answered with "kept for a review" is kept, as it was sent.
  private func alwaysKept(_ dot: Dot, _ bytes: [UInt8], in store: any HubReading) throws {
    guard try store.keptChangeSet(dot) == bytes else {
      throw CheckFailure("alwaysKept", "the server says that it keeps \(dot) for a review, and does not")
    }
  }

  /// The same for all that was ever kept, whatever was decided.
  func finallyKept() throws {
    try hub.store?.read { store in
      for (dot, bytes) in hub.kept.sorted(by: { $0.key < $1.key }) { try alwaysKept(dot, bytes, in: store) }
    }
  }

  /// A manager decides about one piece of what waits, and now and then asks for the same once more.
  func review() throws {
    guard let service = hub.service, !hub.isTroubled else { return }
    var waiting: [ReviewEntry] = []
    try attemptServer("list what is kept", answering: nil) {
      guard case .reviewed(let entries) = try service.perform(.review(.list(all: false))) else { return }
      waiting = entries
    }
    guard let entry = roll("review", { $0.pick(waiting) }), let work = WorkName(entry.work) else { return }
    guard roll("review", { $0.happens(perMille: 700) }) else {
      note("a manager discards \(work)")
      marks.reach("kept work discarded")
      try office(.review(.discard(work)))
      return
    }
    guard try accept(work) else { return }
    marks.reach("kept work accepted")
    if roll("review", { $0.happens(perMille: 500) }), try accept(work) {
      throw CheckFailure("alwaysMergedOnce", "the kept change set \(work) was accepted twice")
    }
  }

  /// - Returns: whether it was merged; it may be refused, as any change set may.
  private func accept(_ work: WorkName) throws -> Bool {
    guard let service = hub.service else { return false }
    var isMerged = false
    try attemptServer("accept kept work", answering: nil) {
      do {
        _ = try service.perform(.review(.accept(work)))
        isMerged = true
      } catch let fault as OfficeFault {
        note("a manager accepts \(work), in vain: \(fault.message)")
        marks.reach("kept work cannot be merged")
      }
    }
    if isMerged {
      note("a manager accepts \(work)")
      try observeLog()
    }
    return isMerged
  }
}
