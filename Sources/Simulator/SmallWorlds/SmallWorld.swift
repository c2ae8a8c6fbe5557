import ChangeModel
import SyncProtocol

/// Where a small world stands: the states of its parts, and what is under way between them.
struct SmallWorld: Hashable {
  /// How far a device's sync is.
  enum Phase: Hashable {
    case idle
    case asked(SyncRequest)
    case answered(SyncReply)
    case staged
    /// Applied, or lost.
    case over
  }

  var device = [0, 0]
  var hub = 0
  /// How many operations of each device are done.
  var done = [0, 0]
  var phases = [Phase.idle, .idle]
  var hasCrashed = false

  /// Everything that can happen next.
  func events(_ program: SmallProgram) -> [SmallEvent] {
    var events = [SmallEvent]()
    if done == program.operations.map(\.count) && phases == [.over, .over] { return [] }
    for device in 0..<2 {
      if done[device] < program.operations[device].count { events.append(.operation(device)) }
      switch phases[device] {
      case .idle: events.append(.begin(device))
      case .asked: events.append(.answer(device))
      case .answered: events.append(.stage(device))
      case .staged: events.append(.apply(device))
      case .over: break
      }
      if !hasCrashed { events.append(.crash(device)) }
    }
    if !hasCrashed { events.append(.serverCrash) }
    return events
  }

  /// The world after an event.
  func after(_ event: SmallEvent, _ program: SmallProgram, _ parts: SmallParts) throws -> SmallWorld {
    var world = self
    switch event {
    case .operation(let who):
      let operation = program.operations[who][done[who]]
      world.device[who] = try parts.take(.operation(operation), who, from: device[who]).state
      world.done[who] += 1
    case .begin(let who):
      let (state, request) = try parts.take(.begin, who, from: device[who])
      world.device[who] = state
      if let request { world.phases[who] = .asked(request) }
    case .answer(let who):
      guard case .asked(let request) = phases[who] else { break }
      let (state, reply) = try parts.answer(request, of: who, from: hub)
      world.hub = state
      world.phases[who] = .answered(reply)
    case .stage(let who):
      guard case .answered(let reply) = phases[who] else { break }
      world.device[who] = try parts.take(.stage(reply), who, from: device[who]).state
      world.phases[who] = .staged
    case .apply(let who):
      world.device[who] = try parts.take(.apply, who, from: device[who]).state
      world.phases[who] = .over
    case .crash(let who):
      world.hasCrashed = true
      // Outside of a sync a device has nothing in memory that a crash could take.
      if phases[who] == .idle || phases[who] == .over { break }
      try parts.restart(who, in: device[who])
      world.phases[who] = .over
    case .serverCrash:
      world.hasCrashed = true
      try parts.restartHub(in: hub)
      world.phases = phases.map { phase in
        switch phase {
        case .asked, .answered: .over
        case .idle, .staged, .over: phase
        }
      }
    }
    return world
  }
}
