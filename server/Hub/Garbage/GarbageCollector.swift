import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs

/// Collects what is deleted up to a position, a piece at a time: each piece is one transaction of its caller.
struct GarbageCollector {
  /// Deleted rows looked at in one piece; their families come with them.
  static let pieceRows = 500

  let line: Position
  private var last: RowKey?
  private(set) var isDone = false
  private(set) var tombstones = 0
  private(set) var departures = 0
  private(set) var kept = 0

  init(through line: Position) {
    self.line = line
  }

  /// Forgets the next piece. The horizon moves in the same transaction as the first thing that is forgotten.
  mutating func collectPiece(in store: any HubWriting) throws {
    let isFirst = last == nil
    // What hangs on a candidate goes with it: it is not there any more when its own turn comes.
    let dead = try nextPiece(in: store).dead
    tombstones += dead.count
    let left = isFirst ? try store.garbage(through: line).departures : 0
    if isFirst { departures = left }
    guard !dead.isEmpty || left > 0 else { return }
    try moveHorizon(over: dead, in: store)
    if left > 0 { try store.forgetDepartures(through: line) }
    try store.save(dead: dead.map(DeadRow.init))
  }

  /// Counts what would be forgotten.
  mutating func count(in store: any HubReading) throws {
    departures = try store.garbage(through: line).departures
    while !isDone {
      let piece = try nextPiece(in: store)
      tombstones += piece.dead.count { piece.candidates.contains($0.key) }
    }
  }

  private mutating func nextPiece(
    in store: any HubReading
  ) throws -> (candidates: Set<RowKey>, dead: [RowState]) {
    let candidates = try store.tombstones(through: line, after: last, limit: Self.pieceRows)
    guard let end = candidates.last else {
      isDone = true
      return ([], [])
    }
    last = end.key
    var plan = GarbagePlan(candidates, through: line)
    while case let needs = plan.needs(), !needs.isEmpty { plan.provide(try store.load(needs), for: needs) }
    let dead = plan.collectable()
    let keys = Set(candidates.map(\.key))
    kept += keys.subtracting(dead.map(\.key)).count
    return (keys, dead)
  }

  private func moveHorizon(over dead: [RowState], in store: any HubWriting) throws {
    if PlantedBug.horizonForgotten.isOn { return }
    let end = PlantedBug.departuresBeyondHorizon.isOn ? dead.map(\.changed).max() ?? 0 : line
    var org = try store.org()
    guard org.horizon < end else { return }
    org.horizon = end
    try store.save(org: org)
  }
}
