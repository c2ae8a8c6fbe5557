import ChangeModel
import Hub
import HubServer
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// What devices are given, and what they are not.
@Suite struct PullTests {
  /// Items in both territories, some changed again, some deleted.
  private func filledHub(items: UInt64) throws -> TestHub {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var ben = try hub.device(of: "Ben")
    for number in 1...items {
      let isNorth = number % 3 != 0
      let insert = Trial.insertItem(
        .trial(number), territory: isNorth ? 1 : 2,
        ["name": .set(.text("item \(number) \(isNorth ? "NORTH" : "SOUTH")"))])
      if isNorth { try ann.push(hub, [insert]) } else { try ben.push(hub, [insert]) }
    }
    for number in stride(from: 2, through: items, by: 5) where number % 3 != 0 {
      try ann.push(hub, [Trial.update(.trial(number), ["notes": .text(base: nil, new: "seen")])])
    }
    for number in stride(from: 1, through: items, by: 7) where number % 3 != 0 {
      try ann.push(hub, [Trial.delete(.trial(number))])
    }
    return hub
  }

  @Test(arguments: [1, 40, 300, 2_000]) func firstDownloadInPages_equalsTheOneInOnePiece(bytes: Int) throws {
    let hub = try filledHub(items: 40)
    var whole = try hub.device(of: "Ann")
    var paged = try hub.device(of: "Ann")
    let one = try whole.pull(hub)
    let many = try paged.pull(hub, bytes: bytes)
    #expect(one.count == 1)
    #expect(many.count > (bytes < 2_000 ? 2 : 0))
    #expect(paged.rows == whole.rows)
    #expect(many.last?.digest == one.last?.digest)
    #expect(many.dropLast().allSatisfy { $0.rowsLeft > 0 && $0.digest == .zero && !$0.marks.isEmpty })
  }

  @Test func rowsChangeBetweenPages_theEndIsTheStateAtTheLastHead() throws {
    let hub = try filledHub(items: 30)
    var writer = try hub.device(of: "Ann")
    try writer.pull(hub)
    var paged = try hub.device(of: "Ann")
    for round in 0..<1_000 {
      let reply = try hub.service.sync(paged.request(bytes: 60), device: paged.number)
      paged.apply(reply)
      if reply.isComplete { break }
      if round == 3 { try writer.push(hub, [Trial.delete(.trial(2))]) }
      if round == 6 { try writer.push(hub, [Trial.update(.trial(4), ["name": .set(.text("late"))])]) }
      if round == 9 { try writer.push(hub, [Trial.insertItem(.trial(99))]) }
    }
    var fresh = try hub.device(of: "Ann")
    try fresh.pull(hub)
    #expect(paged.base == fresh.base)
    #expect(paged.rows == fresh.rows)
  }

  @Test func rowMovesToTheOtherTerritoryBetweenPages_itIsGone() throws {
    let hub = try filledHub(items: 20)
    var paged = try hub.device(of: "Ann")
    let number = try hub.items().first { $0.id == .trial(2) }?.key.row ?? 0
    repeat {
      paged.apply(try hub.service.sync(paged.request(bytes: 60), device: paged.number))
    } while paged.rows[
      RowKey(table: TrialSchema.items, row: number)] == nil
    _ = try hub.service.importRows([
      ImportRow(
        table: "items", id: .trial(2),
        values: ["territory_id": .reference(RowReference(id: try hub.territoryID("South")))])
    ])
    try paged.pull(hub, bytes: 60)
    #expect(paged.rows[RowKey(table: TrialSchema.items, row: number)] == nil)
  }

  @Test func southernDevice_neverGetsAnythingOfTheNorth() throws {
    let hub = try filledHub(items: 30)
    var ben = try hub.device(of: "Ben")
    var seen = [SyncReply]()
    seen += try ben.pull(hub, bytes: 80)
    // Writing at a guessed number, referring to a foreign row, and asking for ranges tell nothing either.
    seen.append(
      try ben.push(
        hub,
        [
          RowChange(
            table: TrialSchema.items, row: .number(1), kind: .update,
            cells: [CellChange(column: TrialSchema.item("name"), edit: .set(.text("guess")))])
        ]))
    seen.append(try ben.push(hub, [Trial.update(.trial(2), ["name": .set(.text("guess"))])]))
    seen.append(try ben.push(hub, [Trial.delete(.trial(4))]))
    #expect(seen.suffix(3).map { $0.results[0].rejection?.code } == [.missingRow, .missingRow, .missingRow])
    for reply in seen {
      let decoded = try Frame.decode(Frame.encode(.syncReply(reply)))
      #expect(!"\(decoded)".contains("NORTH"))
    }
    #expect(seen.contains { "\($0)".contains("SOUTH") })
    let north = RangeRequest(scope: .territory(1), table: TrialSchema.items, ranges: [1...1_000], wantsRows: true)
    #expect(TestHub.error { try hub.service.ranges(north, device: ben.number) }?.code == .notFound)
    #expect(try hub.service.digests(device: ben.number).digests.allSatisfy { $0.scope != .territory(1) })
  }

  @Test func repIsAssignedElsewhere_scopesFollow_andTheNewOneComesWhole() throws {
    let hub = try filledHub(items: 12)
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["South"]))
    let reply = try ann.pull(hub)[0]
    #expect(reply.scopes.contains(.territory(2)) && !reply.scopes.contains(.territory(1)))
    let names = reply.delta.tables.first { $0.table == TrialSchema.items }?.full.map {
      $0.values[TrialSchema.item("name")].text ?? ""
    }
    #expect(names?.count == 4)
    #expect(names?.allSatisfy { $0.contains("SOUTH") } == true)
  }

  @Test func rowsOfARange_andTheirDigests_agree() throws {
    let hub = try filledHub(items: 12)
    let ann = try hub.device(of: "Ann")
    var request = RangeRequest(
      scope: .territory(1), table: TrialSchema.items, ranges: [1...4, 5...1_000], wantsRows: false)
    let digests = try hub.service.ranges(request, device: ann.number).digests
    let total = try hub.service.digests(device: ann.number).digests.first {
      $0.scope == .territory(1) && $0.table == TrialSchema.items
    }
    #expect(digests.reduce(.zero) { $0 + $1.digest } == total?.digest)
    request.wantsRows = true
    let rows = try hub.service.ranges(request, device: ann.number).rows
    #expect(Int64(rows.rowCount) == total?.count)
  }

  @Test func schemaOfTheDeviceIsOld_theReplyCarriesTheNewOne() throws {
    let hub = try TestHub()
    let ann = try hub.device(of: "Ann")
    #expect(try hub.service.sync(ann.request(), device: ann.number).schema == nil)
    var request = ann.request()
    request.schemaFingerprint = Digest(low: 1, high: 1)
    #expect(try hub.service.sync(request, device: ann.number).schema != nil)
  }

  @Test func pushOnlyRequest_givesResultsAndCorrections_butNoDelta() throws {
    let hub = try filledHub(items: 6)
    var ann = try hub.device(of: "Ann")
    let changeSet = ann.seal([Trial.update(.trial(2), ["credit": .set(.integer(5))])])
    let reply = try hub.service.sync(ann.request([changeSet], wantsDelta: false), device: ann.number)
    #expect(reply.results.map { $0.rejection?.code } == [.officeOwned])
    #expect(reply.isComplete == false)
    #expect(reply.delta.tables.first?.cells.map(\.values) == [[.integer(0)]])
  }
}
