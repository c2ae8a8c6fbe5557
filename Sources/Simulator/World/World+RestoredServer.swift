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

  /// A replica that holds rows of others that the server has lost is compared with it once, and put right.
  func compareIfDue(_ device: SimulatedDevice) throws {
    guard let service = hub.service, let replica = device.replica, !device.needsRejoin else { return }
    try attempt("compare itself with the server", on: device) {
      guard try replica.isCompareDue(), try replica.status().pending == 0 else { return }
      // What moves takes along what hangs on it, so one turn may leave some for the next.
      for _ in 0..<5 {
        guard let there = try answer({ try service.digests(device: device.number) }),
          try there.position == replica.syncState().base
        else { return }
        let here = try replica.digests().filter { $0.count > 0 }
        let differing = Set(Set(there.digests).symmetricDifference(here).map(ScopeTable.init)).sorted()
        if differing.isEmpty {
          marks.reach("compared with a restored server")
          return try replica.noteCompared()
        }
        for part in differing { try repair(part, of: replica, from: service, as: device.number) }
      }
    }
  }

  private func repair(
    _ part: ScopeTable, of replica: Replica, from service: HubService, as number: DeviceNumber
  ) throws {
    if part.scope.kind == nil {
      _ = try replica.repair(scope: part.scope, table: part.table, ranges: [], rows: Delta(tables: []))
      return
    }
    let ranges: [ClosedRange<Int64>] = [1...Int64.max]
    let request = RangeRequest(scope: part.scope, table: part.table, ranges: ranges, wantsRows: true)
    guard let reply = try answer({ try service.ranges(request, device: number) }) else { return }
    _ = try replica.repair(scope: part.scope, table: part.table, ranges: ranges, rows: reply.rows)
  }

  /// What the server answers; nil when its disk fails, or when the office has taken a territory away since the last reply.
  private func answer<Reply>(_ ask: () throws -> Reply) throws -> Reply? {
    var reply: Reply?
    try attemptServer("answer with ranges", answering: nil) {
      do {
        reply = try ask()
      } catch let error as ErrorReply where error.code == .notFound {
        return
      }
    }
    return reply
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

/// One table within one scope.
private struct ScopeTable: Hashable, Comparable {
  var scope: Scope
  var table: Int

  init(_ digest: ScopeTableDigest) {
    scope = digest.scope
    table = digest.table
  }

  static func < (left: ScopeTable, right: ScopeTable) -> Bool {
    (left.table, left.scope) < (right.table, right.scope)
  }
}
