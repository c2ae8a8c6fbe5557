import ChangeModel
import Hub
import HubServer
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// The office's commands and imports.
@Suite struct OfficeTests {
  private func fault(_ hub: TestHub, _ command: OfficeCommand) -> String? {
    do {
      _ = try hub.service.perform(command)
      return nil
    } catch {
      return (error as? OfficeFault)?.message
    }
  }

  @Test func namesTwice_unknownNames_areFaultsInWords() throws {
    let hub = try TestHub()
    #expect(fault(hub, .addTerritory(name: "North"))?.contains("already") == true)
    #expect(fault(hub, .addTerritory(name: "  ")) == "A territory needs a name.")
    #expect(fault(hub, .addRep(name: "Ann", territories: ["North"], role: .rep))?.contains("already") == true)
    #expect(
      fault(hub, .addRep(name: "Dan", territories: ["Nort"], role: .rep))
        == "There is no territory \"Nort\". There are: \"North\", \"South\".")
    #expect(fault(hub, .addRep(name: "Dan", territories: [], role: .manager)) == "A manager needs a territory.")
    #expect(fault(hub, .invite(rep: "Zoe", validDays: 7))?.contains("\"Ann\", \"Ben\"") == true)
    #expect(fault(hub, .invite(rep: "Ann", validDays: 0))?.contains("1 to 365") == true)
    #expect(fault(hub, .revokeDevice(device: 1))?.contains("no device 1") == true)
  }

  @Test func refusedCommand_leavesNothingBehind() throws {
    let hub = try TestHub()
    let head = try hub.service.head()
    _ = fault(hub, .addRep(name: "Dan", territories: ["North", "Nowhere"], role: .rep))
    #expect(try hub.service.head() == head)
    #expect(fault(hub, .addRep(name: "Dan", territories: ["North"], role: .rep)) == nil)
  }

  @Test func territoriesAndReps_areOrdinaryRows_andReachDevices() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    _ = try hub.service.perform(.addTerritory(name: "West"))
    let reply = try ann.pull(hub)[0]
    #expect(reply.delta.tables.map(\.table) == [TrialSchema.territories])
    #expect(reply.delta.tables[0].full.map { $0.values[0] } == [.text("West")])
  }

  @Test func personOfTheOffice_readsAllTerritories() throws {
    let hub = try TestHub()
    _ = try hub.service.perform(.addRep(name: "Olga", territories: [], role: .office))
    _ = try hub.service.perform(.addTerritory(name: "West"))
    let olga = try hub.device(of: "Olga")
    let reply = try hub.service.sync(olga.request(), device: olga.number)
    #expect(reply.role == .office)
    #expect(reply.scopes == [.org, .rep(3), .territory(1), .territory(2), .territory(3)].sorted())
  }

  @Test func repWhoCameByAnImport_isAssigned_becomesAUser() throws {
    let hub = try TestHub()
    let row = ImportRow(table: "reps", id: .trial(77), values: ["name": .text("Ira")])
    #expect(try hub.service.importRows([row]) == ImportOutcome(inserted: 1))
    #expect(
      fault(hub, .invite(rep: "Ira", validDays: 7))
        == "\"Ira\" is in the table of reps, but is no user yet. Use `rep assign`.")
    #expect(fault(hub, .assignRep(rep: "Ira", territories: [])) == "A rep needs a territory. Name at least one.")
    guard case .reps(let entries) = try hub.service.perform(.assignRep(rep: "Ira", territories: ["South"])) else {
      Issue.record("the answer is about something else")
      return
    }
    #expect(entries.map(\.role) == [.rep])
    #expect(entries.map(\.territories) == [["South"]])
    #expect(fault(hub, .invite(rep: "Ira", validDays: 7)) == nil)
  }

  @Test func importTwice_secondWritesNothing() throws {
    let hub = try TestHub()
    let territory = ImportRow.reference(try hub.territoryID("North"))
    let rows = (1...50).map { number in
      ImportRow(
        table: "items", id: .trial(number),
        values: [
          "territory_id": territory, "name": .text("item \(number)"), "hits": .integer(Int64(number)),
          "tags": .text("[\"b\",\"a\"]"), "notes": .text("note"),
        ])
    }
    #expect(try hub.service.importRows(rows) == ImportOutcome(inserted: 50))
    let head = try hub.service.head()
    #expect(try hub.service.importRows(rows) == ImportOutcome(unchanged: 50))
    #expect(try hub.service.head() == head)
    var changed = rows
    changed[3].values["hits"] = .integer(1_000)
    changed[4].values["tags"] = .text("[\"c\",\"a\"]")
    changed[5].values["notes"] = .text("another note")
    changed[6].values["name"] = .text("renamed")
    #expect(try hub.service.importRows(changed) == ImportOutcome(updated: 4, unchanged: 46))
    #expect(try hub.service.importRows(changed) == ImportOutcome(unchanged: 50))
    #expect(try hub.service.head() == head + 1)
    let values = try hub.items()[4].values
    #expect(values[TrialSchema.item("tags")] == .text("[\"a\",\"c\"]"))
  }

  @Test func importWithBadRows_theyAreReported_theOthersLand() throws {
    let hub = try TestHub()
    let territory = ImportRow.reference(try hub.territoryID("North"))
    var rows = (1...40).map { number in
      ImportRow(
        table: "items", id: .trial(number), values: ["territory_id": territory, "code": .text("C\(number)")])
    }
    rows[7].values["code"] = .text("C3")
    rows[20].values["territory_id"] = ImportRow.reference(.trial(4_000))
    rows[21].values["colour"] = .text("red")
    rows[22].table = "nothing"
    rows[23].id = .trial(1)
    rows[39].values["name"] = .integer(4)
    let outcome = try hub.service.importRows(rows)
    #expect(outcome.inserted == 34)
    #expect(outcome.rejected.map(\.index) == [7, 20, 21, 22, 23, 39])
    #expect(outcome.rejected.allSatisfy { !$0.message.isEmpty })
    #expect(try hub.items().count == 34)
    #expect(hub.isSound())
  }

  @Test func dryRun_saysTheSame_andWritesNothing() throws {
    let hub = try TestHub()
    let territory = ImportRow.reference(try hub.territoryID("North"))
    var rows = (1...10).map { ImportRow(table: "items", id: .trial($0), values: ["territory_id": territory]) }
    rows[4].values["name"] = .integer(1)
    let head = try hub.service.head()
    let trial = try hub.service.importRows(rows, isDryRun: true)
    #expect(try hub.service.head() == head)
    #expect(try hub.service.importRows(rows) == trial)
    #expect(trial.inserted == 9)
  }

  @Test func importFrame_comesBackAsItWas() throws {
    let rows = [
      ImportRow(
        table: "items", id: .trial(5),
        values: ["name": .text("x"), "credit": .null, "territory_id": .reference(RowReference(id: .trial(1)))]),
      ImportRow(table: "parts", id: .trial(6), values: ["name": .text("y")]),
    ]
    let bytes = try ImportFrame.encode(rows, schema: TrialSchema.schema)
    #expect(try ImportFrame.decode(bytes, schema: TrialSchema.schema) == rows)
  }

  @Test func rowsOfATable_comeInPages_andBackThroughTheirBytes() throws {
    let hub = try TestHub()
    let territory = ImportRow.reference(try hub.territoryID("North"))
    let rows = (1...6_000).map { ImportRow(table: "items", id: .trial($0), values: ["territory_id": territory]) }
    #expect(try hub.service.importRows(rows).inserted == 6_000)
    var ids = [RowID]()
    var last: Int64 = 0
    while let page = try hub.service.rows(of: "items", after: last) {
      let copy = try RowPage(decoding: try page.encoded(schema: TrialSchema.schema), schema: TrialSchema.schema)
      #expect(copy.rows == page.rows)
      #expect(copy.last == page.last)
      #expect(page.rows.allSatisfy { $0.values["territory_id"] == territory })
      ids += page.rows.map(\.id)
      last = page.last
    }
    #expect(ids == rows.map(\.id))
    #expect(throws: OfficeFault.self) { try hub.service.rows(of: "nothing", after: 0) }
  }

  @Test func verify_findsASoundStore() throws {
    let hub = try TestHub()
    guard case .verified(let report) = try hub.service.perform(.verify) else {
      Issue.record("another answer")
      return
    }
    #expect(report.ok)
    #expect(report.digests.map(\.table) == ["territories", "reps"])
    #expect(report.digests.map(\.rows) == [2, 2])
  }
}

extension ImportRow {
  static func reference(_ id: RowID) -> Value { .reference(RowReference(id: id)) }
}

extension TestHub {
  func territoryID(_ name: String) throws -> RowID {
    guard case .territories(let entries) = try service.perform(.listTerritories) else { return .trial(0) }
    return entries.first { $0.name == name }.flatMap { RowID($0.id) } ?? .trial(0)
  }

  /// Whether the store says of itself what its rows say.
  func isSound() -> Bool {
    if case .verified(let report) = try? service.perform(.verify) { return report.ok }
    return false
  }
}
