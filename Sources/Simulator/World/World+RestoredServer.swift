import ChangeModel
import Hub
import HubStore
import ReplicaStore
import SyncProtocol

/// What an observer knew of the office when the server's store was backed up.
struct OfficeSight {
  /// The numbers of all devices, and the territories of their users; nil when these are not known for sure.
  var territories: [DeviceNumber: [String]?]
  var fallen: [FallenRow]
}

/// A change set that the server had accepted, and does not have any more.
struct LostWork {
  var user: String
  var stamp: Stamp
}

/// How a server goes on from a backup.
extension World {
  /// Who restores a server more often in one world has other worries.
  private static var restoresMax: Int { 2 }

  /// Copies the server's store, or sets it back to the copy that was made before.
  func backUpOrRestoreServer() throws {
    // What a store in a database loses is not in this world's hands.
    if hub.isDown || hub.isTroubled || options.place != nil { return }
    let isSetBack = roll("server backup") { $0.happens(perMille: 600) } && hub.lost.count < Self.restoresMax
    guard let backup = hub.backup, isSetBack else {
      note("the server is backed up")
      let known = devices.filter { !$0.isStranded }
      let office = OfficeSight(
        territories: Dictionary(known.map { ($0.number, $0.territories) }, uniquingKeysWith: { first, _ in first }),
        fallen: fallen)
      try attemptServer("be backed up", answering: nil) { try hub.backUp(office: office) }
      return
    }
    note("the server is set back to its backup, from \(hub.ledger.head) to \(backup.ledger.head)")
    marks.reach("restored server", hub.ledger.head > backup.ledger.head ? 1 : 0)
    let lost = hub.log.dropFirst(backup.log.count)
    try hub.restore(backup, epoch: roll("server backup") { $0.next() }, now: clock.now)
    fallen = backup.office.fallen
    for device in devices where !device.isStranded { try goOn(device, knownAs: backup.office) }
    for entry in lost {
      guard let user = userOfDevice[entry.changeSet.dot.device] else { continue }
      brokenOff.append(LostWork(user: user, stamp: entry.changeSet.stamp))
    }
  }

  /// A device that joined since the backup was made is not known any more, and stays away.
  private func goOn(_ device: SimulatedDevice, knownAs office: OfficeSight) throws {
    device.comparedAt = nil
    if let territories = office.territories[device.number], device.rejoining == nil {
      device.territories = territories
      return
    }
    note("the server has never heard of \(device.name)")
    marks.reach("stranded by a restored server")
    device.attempt = nil
    device.needsRejoin = false
    device.rejoining = nil
    device.isStranded = true
    device.mayBeRevoked = true
    device.isRevoked = true
  }

  /// What the server lost is there again, or stands before the eyes of its maker: unless the disk that had it was set back as
  /// well, or copied, or its device is gone for good.
  func eventuallyBroughtBack() throws {
    for lost in brokenOff {
      let makers = devices.filter { $0.user == lost.user }
      if makers.contains(where: { $0.isRevoked || $0.isFork }) { continue }
      let isThere = hub.log.contains {
        $0.changeSet.stamp == lost.stamp && userOfDevice[$0.changeSet.dot.device] == lost.user
      }
      if isThere { continue }
      let isTold = try makers.contains { try $0.sight()?.attention.contains { $0.stamp == lost.stamp } ?? false }
      guard isTold else {
        throw CheckFailure(
          "eventuallyBroughtBack", "what \(lost.user) stamped \(lost.stamp.rawValue) is lost with the server's store")
      }
    }
  }
}
