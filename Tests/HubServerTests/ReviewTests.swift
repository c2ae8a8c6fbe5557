import ChangeModel
import Hub
import HubServer
import SyncProtocol
import TestSupport
import Testing

/// Work that is kept for a review: that of revoked devices, and what was written in rows that were somebody else's already.
@Suite struct ReviewTests {
  private func entries(_ hub: TestHub, _ query: ReviewQuery = .list(all: false)) throws -> [ReviewEntry] {
    guard case .reviewed(let entries) = try hub.service.perform(.review(query)) else { throw OfficeFault("no entries") }
    return entries
  }

  private func work(_ device: TestDevice, _ sequence: Sequence) -> WorkName {
    WorkName(device: device.number, sequence: sequence)
  }

  private func name(_ hub: TestHub, _ id: UInt64) throws -> Value? {
    try hub.items().first { $0.id == .trial(id) }?.values[TrialSchema.item("name")]
  }

  private func rename(_ id: UInt64, _ name: String) -> RowChange {
    Trial.update(.trial(id), ["name": .set(.text(name))])
  }

  private func isSound(_ hub: TestHub) throws -> Bool {
    guard case .verified(let report) = try hub.service.perform(.verify) else { return false }
    return report.faults.isEmpty
  }

  /// Ann holds an item of the North; an item of the South is Ben's.
  private func world() throws -> (TestHub, TestDevice, TestDevice) {
    let hub = try TestHub()
    var (ann, ben) = (try hub.device(of: "Ann"), try hub.device(of: "Ben"))
    try ann.pull(hub)
    try ann.push(hub, [Trial.insertItem(.trial(1), ["name": .set(.text("a"))])])
    try ben.pull(hub)
    return (hub, ann, ben)
  }

  /// The office moves item 1 to the South.
  private func move(_ hub: TestHub, isDryRun: Bool = false, rows: [String] = []) throws -> TerritoryMoveReport {
    let move = TerritoryMove(from: "North", to: "South", table: "items", rows: rows, isDryRun: isDryRun)
    guard case .moved(let report) = try hub.service.perform(.moveTerritory(move)) else {
      throw OfficeFault("no report")
    }
    return report
  }

  // MARK: Revoked devices

  @Test func revokedDevice_handsIn_getsNoRows_andIsKept() throws {
    let (hub, device, other) = try world()
    var (ann, ben) = (device, other)
    try ben.push(hub, [Trial.insertItem(.trial(2), territory: 2)])
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    let before = ann
    let changeSet = ann.seal([rename(1, "kept")])
    let reply = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    #expect(reply.isRevoked)
    #expect(reply.delta.rowCount == 0)
    #expect(reply.position == before.base)
    #expect(reply.results.map(\.rejection?.code) == [.underReview])
    #expect(try name(hub, 1) == .text("a"))
    // Once for each change set, however often it comes.
    #expect(try hub.service.sync(before.request([changeSet]), device: ann.number).results == reply.results)
    #expect(try entries(hub).map(\.work) == ["\(ann.number).2"])
    #expect(try entries(hub).map(\.reason) == ["revoked"])
    #expect(try entries(hub, .show(work(ann, 2))).first?.changes.first?.cells == ["name": "kept"])
    #expect(TestHub.error { try hub.service.digests(device: ann.number) }?.code == .revoked)
  }

  @Test func accepted_isMergedOnce_inTheNameOfItsMaker_asOfWhenItWasMade() throws {
    let (hub, device, _) = try world()
    var ann = device
    var second = try hub.device(of: "Ann")
    try second.pull(hub)
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    let changeSet = ann.seal([rename(1, "of the lost laptop")])
    _ = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    // Somebody who had not seen it writes the same cell: a conflict, as if it had been taken when it came.
    second.time += 10
    try second.push(hub, [rename(1, "later")])
    let accepted = try #require(try entries(hub, .accept(work(ann, 2))).first)
    #expect(accepted.state == "accepted")
    #expect(try name(hub, 1) == .text("later"))
    var conflicts = 0
    try hub.store.read { try $0.forEachRow(table: TrialSchema.conflicts) { _ in conflicts += 1 } }
    #expect(conflicts == 1)
    let history = try hub.store.read { try $0.history(from: accepted.position, limit: 1) }
    let author = try hub.store.read { try $0.device(ann.number)?.rep }
    #expect(history.map(\.rep) == [author])
    #expect(throws: OfficeFault.self) { try entries(hub, .accept(work(ann, 2))) }
    #expect(throws: OfficeFault.self) { try entries(hub, .discard(work(ann, 2))) }
    #expect(try entries(hub).isEmpty)
    #expect(try isSound(hub))
  }

  @Test func discarded_staysToBeSeen_andChangesNothing() throws {
    let (hub, device, _) = try world()
    var ann = device
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    let changeSet = ann.seal([rename(1, "kept")])
    _ = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    _ = try entries(hub, .discard(work(ann, 2)))
    #expect(try entries(hub).isEmpty)
    #expect(try entries(hub, .list(all: true)).map(\.state) == ["discarded"])
    #expect(try name(hub, 1) == .text("a"))
    #expect(throws: OfficeFault.self) { try entries(hub, .accept(work(ann, 9))) }
  }

  @Test func workThatCannotBeMerged_isStillKept() throws {
    let (hub, device, _) = try world()
    var ann = device
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    let first = ann.seal([Trial.insertItem(.trial(5))])
    let part = Trial.insert(
      TrialSchema.parts, .trial(6),
      ["item_id": .set(.reference(RowReference(id: .trial(5)))), "name": .set(.text("p"))])
    let second = ann.seal([part])
    _ = try hub.service.sync(ann.request([first, second]), device: ann.number)
    #expect(throws: OfficeFault.self) { try entries(hub, .accept(work(ann, 3))) }
    #expect(try entries(hub).count == 2)
    for sequence in [2, 3] as [Sequence] { _ = try entries(hub, .accept(work(ann, sequence))) }
    #expect(try entries(hub).isEmpty)
    #expect(try isSound(hub))
  }

  // MARK: Moves

  @Test func madeBeforeTheDeviceKnew_isMerged_andLeavesTheDevice() throws {
    let (hub, device, other) = try world()
    var (ann, ben) = (device, other)
    let changeSet = ann.seal([
      rename(1, "ann was there"),
      Trial.insert(
        TrialSchema.parts, .trial(6),
        ["item_id": .set(.reference(RowReference(id: .trial(1)))), "name": .set(.text("p"))]),
    ])
    let later = ann.seal([
      Trial.update(.trial(6), table: TrialSchema.parts, ["name": .set(.text("q"))])
    ])
    #expect(try move(hub).rows == ["items": 1])
    let reply = try hub.service.sync(ann.request([changeSet, later]), device: ann.number)
    #expect(reply.results.map(\.rejection) == [nil, nil])
    // Nothing of it stays: neither what was there nor what it made.
    let gone = reply.delta.tables.flatMap { table in table.gone.map { "\(table.table) \($0)" } }
    #expect(gone.contains { $0.hasPrefix("\(TrialSchema.items) ") })
    #expect(gone.contains { $0.hasPrefix("\(TrialSchema.parts) ") })
    #expect(reply.delta.tables.allSatisfy { $0.full.isEmpty && $0.cells.isEmpty })
    #expect(try name(hub, 1) == .text("ann was there"))
    try ben.pull(hub)
    #expect(ben.rows.values.contains { $0.contains(.text("q")) })
    #expect(try isSound(hub))
  }

  @Test func madeAfterTheDeviceKnew_isKept_withWhatBuildsOnIt() throws {
    let (hub, device, _) = try world()
    var ann = device
    let early = ann.base
    _ = try move(hub)
    try ann.pull(hub)
    var changeSet = ann.seal([
      Trial.insert(
        TrialSchema.parts, .trial(6),
        ["item_id": .set(.reference(RowReference(id: .trial(1)))), "name": .set(.text("p"))])
    ])
    // Sealed in the instant before the sync that took the item away was applied.
    changeSet.context.base = early
    let later = ann.seal([Trial.update(.trial(6), table: TrialSchema.parts, ["name": .set(.text("q"))])])
    let reply = try hub.service.sync(ann.request([changeSet, later]), device: ann.number)
    #expect(reply.results.map(\.rejection?.code) == [.underReview, .underReview])
    #expect(try entries(hub).map(\.reason) == ["moved", "moved"])
    for sequence in [2, 3] as [Sequence] { _ = try entries(hub, .accept(work(ann, sequence))) }
    #expect(try isSound(hub))
  }

  @Test func rowsThatWereNeverOnes_areNeitherMergedNorKept() throws {
    let (hub, device, other) = try world()
    var (ann, ben) = (device, other)
    try ben.push(hub, [Trial.insertItem(.trial(2), territory: 2)])
    let changeSet = ann.seal([rename(2, "guessed")])
    let reply = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    #expect(reply.results.map(\.rejection?.code) == [.missingRow])
    #expect(try entries(hub).isEmpty)
  }

  @Test func takenAwayTerritory_isTheUsersUntilTheDeviceKnows() throws {
    let (hub, device, _) = try world()
    var ann = device
    let changeSet = ann.seal([rename(1, "in time"), Trial.insertItem(.trial(7), ["name": .set(.text("new"))])])
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["South"]))
    let reply = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    #expect(reply.results.map(\.rejection) == [nil])
    #expect(try name(hub, 7) == .text("new"))
    ann.apply(reply)
    let base = ann.base
    var late = ann.seal([rename(1, "late")])
    late.context.base = 0
    // As if something had changed since: the device holds all of it, and says so.
    #expect(base > 0)
    let answer = try hub.service.sync(ann.request([late]), device: ann.number)
    #expect(answer.results.map(\.rejection?.code) == [.underReview])
  }

  @Test func dryRunOfAMove_saysWhatWouldGo_andWritesNothing() throws {
    let (hub, device, _) = try world()
    let ann = device
    let report = try move(hub, isDryRun: true)
    #expect(report.isDryRun)
    #expect(report.rows == ["items": 1])
    #expect(report.users.map { "\($0.name) \($0.rows)" } == ["Ann -1", "Ben 1"])
    #expect(report.devices.map(\.device) == [ann.number])
    let scopes = try hub.items().map(\.scope)
    #expect(scopes == [.territory(1)])
    #expect(throws: OfficeFault.self) { try move(hub, rows: ["nothing of this name"]) }
    #expect(try move(hub, rows: ["a"]).rows == ["items": 1])
    #expect(try move(hub).rows.isEmpty)
  }
}
