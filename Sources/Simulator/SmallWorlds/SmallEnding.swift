import ChangeModel
import SyncProtocol

/// Brings a small world to rest, and says what must not be.
struct SmallEnding {
  private static let roundsMax = 3
  /// How often a device may ask in one round: a rejected union is split and sent again.
  private static let requestsMax = 4

  let parts: SmallParts

  func faults(of world: SmallWorld) throws -> [String] {
    var world = world
    for _ in 0..<Self.roundsMax {
      for who in 0..<2 { try sync(who, in: &world) }
    }
    return try faultsAtRest(world)
  }

  /// Syncs until nothing is left to push and everything is held.
  private func sync(_ who: Int, in world: inout SmallWorld) throws {
    for _ in 0..<Self.requestsMax {
      if parts.isInStep(who, in: world.device[who], hub: world.hub) { return }
      let (asking, request) = try parts.take(.begin, who, from: world.device[who])
      guard let request else { return }
      let (hub, reply) = try parts.answer(request, of: who, from: world.hub)
      let staged = try parts.take(.stage(reply), who, from: asking).state
      world.device[who] = try parts.take(.apply, who, from: staged).state
      world.hub = hub
    }
  }

  private func faultsAtRest(_ world: SmallWorld) throws -> [String] {
    let hub = try parts.hubSummary(in: world.hub)
    var faults = hub.differences.map { "the server: \($0)" }
    for who in 0..<2 {
      let device = try parts.summary(of: who, in: world.device[who])
      let name = parts.devices[who].person.name
      if device.pending > 0 { faults.append("\(name): \(device.pending) change sets are still pending") }
      if device.base != hub.head { faults.append("\(name) is at \(device.base), the server at \(hub.head)") }
      if device.digests != hub.digests[who] { faults.append("\(name)'s rows are not the server's") }
      faults += device.torn.map { "\(name): order \($0) has not all its lines" }
      faults += lost(by: who, device, hub, done: parts.done(who, in: world.device[who])).map { "\(name): \($0)" }
    }
    return faults
  }

  /// Operations of which nothing is in the log, nor among the rejected change sets that wait for the user.
  private func lost(by who: Int, _ device: SmallDevice.Summary, _ hub: SmallHub.Summary, done: [Int]) -> [String] {
    let own = hub.log.filter { $0.changeSet.dot.device == parts.devices[who].number }.map(\.changeSet)
    let kept = Set((own + device.attention).flatMap(\.changes).compactMap { hub.touch($0) })
    let person = parts.devices[who].person
    let deletes = done.map { SmallOperation.alphabet[$0].name.hasPrefix("delete") }
    return done.enumerated().flatMap { place, index -> [String] in
      // Before it is sent, a new row that is deleted again leaves nothing, with all that was done to it.
      if deletes[place...].dropFirst().contains(true) { return [] }
      let operation = SmallOperation.alphabet[index]
      return operation.touches(person).filter { !kept.contains($0) }
        .map { "\(operation.name) on \($0.table) \($0.id) left no trace" }
    }
  }
}

extension SmallHub.Summary {
  /// The row of a change; nil for one that nobody knows.
  fileprivate func touch(_ change: RowChange) -> SmallTouch? {
    let table = SimulatedTrade.schema.tables[change.table].name
    switch change.row {
    case .id(let id): return SmallTouch(table: table, id: id)
    case .number(let number): return ids[change.table]?[number].map { SmallTouch(table: table, id: $0) }
    }
  }
}
