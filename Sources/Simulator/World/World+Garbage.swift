import ChangeModel
import Hub
import MergeEngine
import ReplicaStore

/// How the server forgets what is deleted, and what becomes of devices that have not heard of it.
extension World {
  /// So many writes more than the users of the world make are for this alone.
  private static var asidesMax: Int { 10 }

  /// The office keeps deleted rows for some days, for an hour or not at all. Meanwhile users delete, fall asleep for long, and
  /// try to bring back what is dead.
  func strikeGarbage(by device: SimulatedDevice) throws {
    if roll("garbage", { $0.happens(perMille: 500) }) {
      let isMove = roll("garbage") { $0.happens(perMille: 300) }
      try writeAside(on: device) { [device] in
        try isMove ? device.work.move($0, device) : device.work.deleteCustomer($0, device)
      }
    }
    if roll("garbage", { $0.happens(perMille: 150) }) {
      device.offlineUntil = clock.now + roll("garbage") { Int64($0.number(3..<12)) } * 86_400_000
      note("\(device.name) falls asleep")
    }
    let kept: [Int64] = [0, 0, 1, 24, 72, 4_000 * 24]
    let hours = roll("garbage") { $0.pick(kept) } ?? 0
    try collect(keeping: hours * 3_600_000)
    if roll("garbage", { $0.happens(perMille: 500) }) { try writeUnderDeadID(on: device) }
  }

  private func collect(keeping kept: Int64) throws {
    guard let service = hub.service, !hub.isTroubled else { return }
    try attemptServer("collect garbage", answering: nil) {
      let before = try forgettable()
      let report = try service.collect(keeping: kept)
      try alwaysWithinHorizon(since: before)
      note("the server forgets \(report.tombstones) rows and \(report.departures) departures up to \(report.horizon)")
      marks.reach("deleted rows forgotten", report.tombstones)
      marks.reach("departures forgotten", report.departures)
    }
  }

  /// A customer from an old list is entered once more, under its old ID.
  func writeUnderDeadID(on device: SimulatedDevice) throws {
    guard let store = hub.store, let table = SimulatedTrade.schema.index(of: "customers") else { return }
    // What it has yet to hand in may be about that very row.
    guard device.ledger.outbox.isEmpty, device.ledger.unsealed.isEmpty else { return }
    var dead: [DeadRow] = []
    try attemptServer("list the dead", answering: nil) {
      dead = try store.read { try $0.deadRows(after: nil, limit: 100) }.filter { $0.key.table == table }
    }
    guard let row = roll("garbage", { $0.pick(dead) }) else { return }
    try writeAside(on: device) { [device] start in
      let sql = "SELECT id FROM territories WHERE \(WorkMix.isHeld) ORDER BY godwit_row LIMIT 1"
      guard case .blob(let bytes)? = try device.rows(sql).first?.first else { return nil }
      var builder = start
      builder.insert(
        "customers", row.id,
        [("territory_id", .reference(RowReference(id: RowID(bytes)))), ("name", .text("Revenant"))])
      device.ledger.forgetNumber(of: row.id)
      return builder.intent
    }
  }

  private func writeAside(on device: SimulatedDevice, _ draw: (IntentBuilder) throws -> Intent?) throws {
    if device.isDown || device.isRevoked || !device.ledger.doubtful.isEmpty
      || intentCount >= options.intents + Self.asidesMax
    {
      return
    }
    let isForeign = device.replica == nil || roll("garbage") { $0.happens(perMille: options.foreignPerMille) }
    var drawn: Intent?
    try attempt("look", on: device) {
      drawn = try draw(IntentBuilder(number: intentCount + 1, isForeign: isForeign, text: "of the dead"))
    }
    guard var intent = drawn else { return }
    intent.time = clock.shownNow
    device.ledger.number(&intent)
    intentCount += 1
    if options.skipped.contains(intent.number) { return }
    try perform(intent, on: device)
  }
}
