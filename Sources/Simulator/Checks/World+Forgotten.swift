import ChangeModel
import Hub
import HubStore
import MergeEngine

/// All that a collection may forget, with the position at which it went.
struct Forgettable {
  var rows: [RowKey: Position] = [:]
  var departures: Set<Departure> = []
}

/// What must hold when the server forgets what is deleted.
extension World {
  /// Q7: with everybody in step, whatever was deleted goes, however long it would be kept for sleepers; and nobody who
  /// was there lacks the news of it.
  func finallyForgotten() throws {
    guard options.faults[.garbage] != nil, let service = hub.service else { return }
    // A device tells at its next sync what it holds now.
    for device in devices where !device.isRevoked { try syncAtOnce(device) }
    let report = try service.collect(keeping: 4_000 * 86_400_000)
    let left = try hub.store?.read { try $0.garbage(through: .max) }
    // A number under which nobody comes any more holds up what it has not heard of, until it is revoked or the retention ends:
    // a copy had it before it rejoined, or a server that was set back does not know that it was revoked.
    let isPinned = devices.allSatisfy { $0.isRevoked || $0.number != report.slowest }
    if !isPinned, report.review == nil, devices.allSatisfy({ $0.isRevoked || isQuiet($0) }), let left,
      left.departures > 0 || left.tombstones > report.kept
    {
      throw CheckFailure("finallyForgotten", "\(left.tombstones) deleted rows and \(left.departures) departures stay")
    }
    if let fault = try hub.store?.integrityFaults().first { throw CheckFailure("finallyForgotten", fault) }
    for device in devices where !device.isRevoked { try compare(device, check: "finallyForgotten") }
    try finallyDead()
  }

  /// Q7: whoever enters what is dead once more is refused.
  private func finallyDead() throws {
    if let device = devices.first(where: { !$0.isRevoked && isQuiet($0) }) {
      try writeUnderDeadID(on: device)
      try syncAtOnce(device)
    }
    try hub.store?.read { store in
      let dead = try store.deadRows(after: nil, limit: .max)
      let ids = Set(dead.map { TableID(table: $0.key.table, id: $0.id) })
      var needs = RowNeeds()
      needs.ids = ids
      guard let risen = try store.load(needs).rows.first else { return }
      throw CheckFailure("finallyDead", "row \(risen.id) of table \(risen.key.table) was forgotten, and is there")
    }
  }

  func forgettable() throws -> Forgettable {
    guard let store = hub.store else { return Forgettable() }
    return try store.read { store in
      let rows = try store.tombstones(through: .max, after: nil, limit: .max)
      let departures = try store.departures(after: nil, limit: .max)
      return Forgettable(
        rows: Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.changed) }), departures: Set(departures))
    }
  }

  /// Q7: what is forgotten lies before the horizon, so that whoever has not heard of it is told to compare.
  func alwaysWithinHorizon(since before: Forgettable) throws {
    let after = try forgettable()
    let rows = before.rows.filter { after.rows[$0.key] == nil }.values
    let departures = before.departures.subtracting(after.departures).map(\.position)
    guard let last = (rows + departures).max(), let horizon = try hub.store?.read({ try $0.org().horizon }) else {
      return
    }
    if last > horizon {
      throw CheckFailure("alwaysWithinHorizon", "what went at \(last) is forgotten, and the horizon is \(horizon)")
    }
  }
}
