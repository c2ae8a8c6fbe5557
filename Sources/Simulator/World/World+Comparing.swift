import ChangeModel
import Hub
import ReplicaStore
import SyncProtocol
import SyncSession

/// A device finds out what its server does not have: one that was restored, or that has forgotten which rows went.
extension World {
  func isCompareDue(on device: SimulatedDevice) -> Bool {
    // A disk that cannot be read just now says nothing: the device is looked at again.
    (try? device.replica?.isCompareDue()) ?? false
  }

  /// Does what the client program does after a sync; the network does not fail it, but server and disk may.
  func compareIfDue(_ device: SimulatedDevice) throws {
    guard isCompareDue(on: device), !device.needsRejoin, let service = hub.service, let replica = device.replica
    else { return }
    try attempt("compare itself with the server", on: device) {
      guard try replica.status().pending == 0 else { return }
      // What moves takes along what hangs on it, so one turn may leave some for the next.
      for _ in 0..<5 {
        // Others write: the next sync compares.
        guard let there = try answer({ try service.digests(device: device.number) }),
          try there.position == replica.syncState().base
        else { return }
        let here = try replica.digests().filter { $0.count > 0 }
        let differing = Set(Set(there.digests).symmetricDifference(here).map(ScopeTable.init)).sorted()
        if differing.isEmpty {
          marks.reach(hub.lost.isEmpty ? "sleeper compared" : "compared with a restored server")
          return try replica.noteCompared()
        }
        guard try putRight(differing, on: device, replica, service) else { return }
      }
    }
    try observe(device, isAllSealed: false)
    try afterApplying(device)
  }

  /// - Returns: false when the server could not answer.
  private func putRight(
    _ parts: [ScopeTable], on device: SimulatedDevice, _ replica: Replica, _ service: HubService
  ) throws -> Bool {
    var strays: [StrayRows] = []
    for part in parts where part.scope.kind != nil {
      guard let ranges = try ranges(of: part, on: device, replica, service) else { return false }
      strays.append(StrayRows(scope: part.scope, table: part.table, ranges: ranges))
    }
    let count = try replica.drop(strays)
    note("\(device.name) compares itself, and drops \(count) rows")
    marks.reach("stray row dropped", count)
    // Whoever only slept holds everything else.
    for part in parts where !hub.lost.isEmpty || part.scope.kind == nil {
      try repair(part, of: replica, from: service, as: device.number)
    }
    return true
  }

  /// Where the replica has rows and the server none; nil when the server could not answer.
  private func ranges(
    of part: ScopeTable, on device: SimulatedDevice, _ replica: Replica, _ service: HubService
  ) throws -> [ClosedRange<Int64>]? {
    var search = RangeSearch(localBase: LocalRows.base)
    while case let ranges = search.next(), !ranges.isEmpty {
      let request = RangeRequest(scope: part.scope, table: part.table, ranges: ranges, wantsRows: false)
      guard let reply = try answer({ try service.ranges(request, device: device.number) }) else { return nil }
      let digests = try replica.rangeDigests(scope: part.scope, table: part.table, ranges: ranges)
      search.compare(ranges, here: digests, server: reply.digests)
    }
    let lacking = search.found.filter { $0.server == 0 && $0.here > 0 }.map(\.rows)
    guard !hub.lost.isEmpty || lacking.count == search.found.count else {
      throw CheckFailure(
        "alwaysOnlyStrays", "\(device.name) lacks rows of table \(part.table), or holds them otherwise than the server"
      )
    }
    return lacking
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
