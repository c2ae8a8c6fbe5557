import ChangeModel
import Hub
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// What is forgotten of deleted rows, and what devices are told that have not heard of it.
@Suite struct GarbageTests {
  private static let day: Int64 = 86_400_000

  /// Two devices of Ann's that hold the same items, 1 to 6; 2 has a part.
  private func filledHub() throws -> (TestHub, TestDevice, TestDevice) {
    let hub = try TestHub()
    var first = try hub.device(of: "Ann")
    var second = try hub.device(of: "Ann")
    try first.pull(hub)
    for number in 1...6 as ClosedRange<UInt64> {
      try first.push(hub, [Trial.insertItem(.trial(number), ["name": .set(.text("item \(number)"))])])
    }
    try first.push(hub, [part(20, of: 2)])
    for _ in 0..<2 {
      try first.pull(hub)
      try second.pull(hub)
    }
    return (hub, first, second)
  }

  private func part(_ number: UInt64, of item: UInt64) -> RowChange {
    Trial.insert(TrialSchema.parts, .trial(number), ["item_id": .set(.reference(RowReference(id: .trial(item))))])
  }

  /// Forgets all that can be, whoever has heard of it.
  @discardableResult
  private func collectAll(_ hub: TestHub) throws -> GarbageReport {
    hub.clock.now += 1_000
    return try hub.service.collect(keeping: 0)
  }

  private func tombstones(_ hub: TestHub) throws -> Int {
    try hub.store.read { try $0.garbage(through: .max) }.tombstones
  }

  private func horizon(_ hub: TestHub) throws -> Position { try hub.store.read { try $0.org().horizon } }

  @Test func deletedRowsGo_onceEveryDeviceThatComesByHasHeardOfIt() throws {
    var (hub, first, second) = try filledHub()
    try first.push(hub, [Trial.delete(.trial(2)), Trial.delete(.trial(3))])
    let deletedAt = try hub.service.head()
    for _ in 0..<2 { try first.pull(hub) }
    let early = try hub.service.collect()
    #expect(early.tombstones == 0 && early.slowest == second.number)
    #expect(try tombstones(hub) == 3, "the second device has not heard of them")
    try second.pull(hub)
    #expect(try hub.service.collect().tombstones == 0, "that it has applied them, its next request says")
    let reply = try #require(try second.pull(hub).last)
    #expect(!reply.mustCompare)
    let foretold = try hub.service.collect(isDryRun: true)
    #expect(foretold.tombstones == 3 && foretold.isDryRun)
    #expect(try tombstones(hub) == 3, "a dry run writes nothing")
    let report = try hub.service.collect()
    #expect(report.tombstones == 3 && report.kept == 0 && report.sleepers == 0)
    #expect(report.horizon >= deletedAt)
    #expect(try tombstones(hub) == 0)
    #expect(try !#require(second.pull(hub).last).mustCompare, "who has heard of all has nothing to compare")
    #expect(try hub.store.integrityFaults() == [])
    #expect(try hub.service.collect().tombstones == 0)
  }

  @Test func deviceThatSleepsLongerThanTheRetention_doesNotPinGarbage_andIsToldToCompare() throws {
    var (hub, first, second) = try filledHub()
    try first.push(hub, [Trial.delete(.trial(3))])
    hub.clock.now += 181 * Self.day
    for _ in 0..<2 { try first.pull(hub) }
    let report = try hub.service.collect()
    #expect(report.tombstones == 1 && report.sleepers == 1 && report.slowest == first.number)
    try first.push(hub, [Trial.update(.trial(4), ["name": .set(.text("changed"))])])
    let reply = try #require(try second.pull(hub).last)
    #expect(reply.mustCompare && reply.isComplete)
    #expect(reply.delta.rowCount == 1, "only what changed comes again")
    #expect(try !#require(second.pull(hub).last).mustCompare, "once")
    guard case .status(let status) = try hub.service.perform(.status) else { return }
    #expect(status.horizon == report.horizon && status.sleepers == 0 && status.tombstones == 0)
  }

  @Test func retentionOfTheOrg_isSetOnce_andCountsFromThenOn() throws {
    var (hub, first, second) = try filledHub()
    try first.push(hub, [Trial.delete(.trial(3))])
    hub.clock.now += 10 * Self.day
    for _ in 0..<2 { try first.pull(hub) }
    #expect(try hub.service.collect().tombstones == 0)
    _ = try hub.service.perform(.collect(retentionDays: 20, isDryRun: false))
    hub.clock.now += 11 * Self.day
    try first.pull(hub)
    let report = try hub.service.collect()
    #expect(report.tombstones == 1 && report.retentionDays == 20)
    #expect(throws: OfficeFault.self) { try hub.service.perform(.collect(retentionDays: 0, isDryRun: false)) }
    try second.pull(hub)
  }

  @Test func nothingComesBackFromTheDead() throws {
    var (hub, first, second) = try filledHub()
    let name = RowName.number(3)
    try first.push(hub, [Trial.delete(.trial(2)), Trial.delete(.trial(3))])
    try collectAll(hub)
    #expect(try tombstones(hub) == 0)
    // The second device knows nothing of it, and its stamps are the latest.
    let edits: [(RowChange, Rejection.Code?)] = [
      (Trial.update(.trial(3), ["name": .set(.text("mine"))]), .missingRow),
      (part(30, of: 2), .missingRow),
      (Trial.insertItem(.trial(3)), .duplicate),
      (RowChange(table: TrialSchema.items, row: name, kind: .delete), nil),
      (Trial.delete(.trial(3)), nil),
      (Trial.delete(.trial(20), table: TrialSchema.parts), nil),
      (Trial.delete(.trial(999)), .missingRow),
      (Trial.insertItem(.trial(99)), nil),
    ]
    for (change, expected) in edits {
      let reply = try second.push(hub, [change])
      #expect(reply.results.last?.rejection?.code == expected, "\(change.kind) \(change.row)")
    }
    #expect(Set(try hub.items().map(\.id)) == Set([1, 4, 5, 6, 99].map { RowID.trial($0) }))
    #expect(try hub.store.integrityFaults() == [])
  }

  @Test func deviceOfAnotherTerritory_learnsNothingOfTheDead() throws {
    var (hub, first, _) = try filledHub()
    var ben = try hub.device(of: "Ben")
    try ben.pull(hub)
    try first.push(hub, [Trial.delete(.trial(3))])
    try collectAll(hub)
    let dead = try ben.push(hub, [RowChange(table: TrialSchema.items, row: .number(3), kind: .delete)])
    let never = try ben.push(hub, [RowChange(table: TrialSchema.items, row: .number(300), kind: .delete)])
    #expect(dead.results.last?.rejection == never.results.last?.rejection)
    #expect(dead.results.last?.rejection?.code == .missingRow)
  }

  @Test func departuresGo_andWhoMissedThemCompares() throws {
    var (hub, first, second) = try filledHub()
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["North", "South"]))
    try first.pull(hub)
    try first.push(hub, [Trial.update(.trial(5), ["territory_id": .set(.reference(RowReference(row: 2)))])])
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["North"]))
    let report = try collectAll(hub)
    #expect(report.departures == 1 && report.tombstones == 0)
    #expect(try horizon(hub) == report.horizon)
    #expect(try #require(second.pull(hub).last).mustCompare)
  }

  @Test func pullInPages_thatBeganBeforeTheHorizon_endsWithAComparison() throws {
    var (hub, first, _) = try filledHub()
    var paged = try hub.device(of: "Ann")
    var replies = [SyncReply]()
    repeat {
      let reply = try hub.service.sync(paged.request(bytes: 1), device: paged.number)
      paged.apply(reply)
      replies.append(reply)
      if replies.count == 5 {
        try first.push(hub, [Trial.delete(.trial(1))])
        try collectAll(hub)
      }
    } while replies.last?.isComplete == false && replies.count < 100
    #expect(replies.count > 6)
    #expect(replies.prefix(5).allSatisfy { !$0.mustCompare })
    #expect(replies.contains { $0.mustCompare })
    var fresh = try hub.device(of: "Ann")
    #expect(try fresh.pull(hub).allSatisfy { !$0.mustCompare }, "in one piece it is as of now")
  }

  @Test func whatUndecidedWorkIsAbout_isKeptUntilItsReview() throws {
    var (hub, first, second) = try filledHub()
    _ = try hub.service.perform(.revokeDevice(device: second.number))
    for name in ["mine", "ours"] { try second.push(hub, [Trial.update(.trial(3), ["name": .set(.text(name))])]) }
    try first.push(hub, [Trial.delete(.trial(3)), Trial.delete(.trial(4))])
    for _ in 0..<3 { try first.pull(hub) }
    let held = try hub.service.collect()
    #expect(held.tombstones == 0 && held.review == "\(second.number).1" && held.sleepers == 0)
    // It is merged as if it had come in time: the edit wins over the delete.
    _ = try hub.service.perform(.review(.accept(WorkName(device: second.number, sequence: 1))))
    #expect(try hub.items().contains { $0.id == .trial(3) })
    #expect(try hub.service.collect().review == "\(second.number).2")
    _ = try hub.service.perform(.review(.discard(WorkName(device: second.number, sequence: 2))))
    for _ in 0..<2 { try first.pull(hub) }
    let report = try hub.service.collect()
    #expect(report.tombstones == 1 && report.review == nil)
  }

  @Test func undecidedWork_isNotWaitedForLongerThanTheRetention() throws {
    var (hub, first, second) = try filledHub()
    _ = try hub.service.perform(.revokeDevice(device: second.number))
    try second.push(hub, [Trial.update(.trial(3), ["name": .set(.text("mine"))])])
    try first.push(hub, [Trial.delete(.trial(3))])
    hub.clock.now += 181 * Self.day
    for _ in 0..<2 { try first.pull(hub) }
    #expect(try hub.service.collect().tombstones == 1)
    #expect(throws: OfficeFault.self) {
      try hub.service.perform(.review(.accept(WorkName(device: second.number, sequence: 1))))
    }
    guard case .reviewed(let waiting) = try hub.service.perform(.review(.list(all: false))) else { return }
    #expect(waiting.count == 1, "it is still kept")
  }

  @Test func severalServers_collectOnceInATime() throws {
    let (hub, _, _) = try filledHub()
    let other = try HubService(
      store: hub.store, rules: NoBusinessRules(), environment: hub.clock.environment, logger: .silent)
    #expect(try hub.service.collectIfDue(every: 3_600_000) != nil)
    #expect(try other.collectIfDue(every: 3_600_000) == nil)
    hub.clock.now += 3_600_000
    #expect(try other.collectIfDue(every: 3_600_000) != nil)
    #expect(try hub.service.collectIfDue(every: 3_600_000) == nil)
    // A clock that was ahead for a while.
    hub.clock.now -= 400 * Self.day
    #expect(try hub.service.collectIfDue(every: 3_600_000) != nil)
  }
}
