import ChangeModel
import HubStore
import ReplicaStore
import SyncProtocol
import SyncSession

/// How devices that the server does not recognise go on.
extension World {
  /// Asks as whom the device goes on; the network does not fail it, but server and disk may.
  func rejoin(_ device: SimulatedDevice) throws {
    guard let service = hub.service, let replica = device.replica else { return }
    if try isRevokedByServer(device) { return giveUpCopy(device) }
    let now = device.now(clock.shownNow)
    var answer: RejoinReply?
    try attempt("ask as whom to go on", on: device) {
      let request = try replica.rejoinRequest(now: now) { first in
        let text = "\(device.number) \(first)"
        return Array((text + text).utf8.prefix(32))
      }
      try attemptServer("let a device rejoin", answering: nil) {
        answer = try service.rejoin(request, device: device.number)
      }
    }
    try observe(device, isAllSealed: true)
    guard let answer, !device.isDown else { return }
    let waiting = device.ledger.outbox.values.map(\.changeSet.stamp).sorted()
    // A disk that fails in it has perhaps done it: then the number in the file tells, whenever it is opened again.
    device.rejoining = answer
    try attempt("rejoin", on: device) { _ = try replica.rejoin(answer, now: now) }
    try noteRejoined(device, waiting: waiting)
  }

  /// Takes note of a rejoin that stands in the file, and checks that nothing that waited is gone.
  func noteRejoined(_ device: SimulatedDevice, waiting: [Stamp]? = nil) throws {
    guard let answer = device.rejoining, !device.isDown, let replica = device.replica else { return }
    // What the server lost goes under the new number as well.
    let past = Dot(device: device.number, sequence: min(device.ledger.settled, answer.last))
    guard replica.identity.device == answer.device else { return }
    device.rejoining = nil
    if device.number != answer.device {
      marks.reach("fork healed")
      note("\(device.name) goes on as device \(answer.device)")
      device.number = answer.device
      userOfDevice[answer.device] = device.user
    }
    device.needsRejoin = false
    try attempt("be observed after a rejoin", on: device) {
      guard let sight = try device.sight() else { return }
      let held = sight.outbox.map(\.changeSet.stamp)
      if let waiting, let lost = waiting.first(where: { !held.contains($0) }) {
        throw CheckFailure("alwaysKept", "\(device.name): the change set stamped \(lost.rawValue) vanished in a rejoin")
      }
      try alwaysAfterItsPast(sight, past, of: device, now: answer.device)
      device.ledger.startAnew(sight)
    }
  }
}

extension World {
  /// S6: what a copy hands in says that it was made after what it had handed in as the device that it is a copy of.
  private func alwaysAfterItsPast(
    _ sight: DeviceSight, _ past: Dot, of device: SimulatedDevice, now number: DeviceNumber
  ) throws {
    guard past.device != number, past.sequence > 0 else { return }
    for sealed in sight.outbox where !sealed.changeSet.context.others.contains(past) {
      throw CheckFailure(
        "alwaysHonest", "\(device.name): change set \(sealed.changeSet.dot) was made after \(past), and does not say so"
      )
    }
  }

  /// S10: what was sealed before a disk was copied is merged once, under whatever number.
  func alwaysMergedOnce(_ entry: HistoryEntry) throws {
    // What a restored server lost is handed in again by other names, and a backup of a disk may hold it by those of before.
    guard let user = userOfDevice[entry.dot.device], hub.lost.isEmpty else { return }
    let changeSet = try ChangeSetCodec.decode(entry.changeSet)
    guard sealedInCopies[user]?.contains(changeSet.stamp) == true else { return }
    let twin = hub.log.last { other in
      other.position < entry.position && other.changeSet.stamp == changeSet.stamp
        && other.changeSet.dot.device != changeSet.dot.device
        && other.changeSet.changes.count == changeSet.changes.count
        && userOfDevice[other.changeSet.dot.device] == user
    }
    if let twin, !changeSet.changes.isEmpty, twin.changeSet.changes.map(\.cells) == changeSet.changes.map(\.cells) {
      throw CheckFailure("alwaysMergedOnce", "\(entry.dot) was merged before, as \(twin.changeSet.dot)")
    }
  }
}

extension DeviceLedger {
  /// What is seen right after a rejoin is what counts from then on.
  mutating func startAnew(_ sight: DeviceSight) {
    forgetNumbers()
    let waited = Set(outbox.values.map(\.changeSet.stamp))
    handedInAgain.formUnion(sight.outbox.map(\.changeSet.stamp).filter { !waited.contains($0) })
    position = sight.state.base
    lacksScopes = sight.state.lacksScopes
    acknowledged = sight.state.acknowledged
    settled = sight.state.settled
    handedIn = .zero
    outbox = Dictionary(sight.outbox.map { ($0.changeSet.dot.sequence, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
