import ChangeModel
import FieldSales
import OfficeImport
import Testing

/// Files with the names of our own columns need no mapping.
@Suite struct OwnColumnTests {
  let north = RowID(high: 9, low: 9)

  @Test func ownColumns_areTakenAsTheyStand() throws {
    let file = try ScratchFile(
      "code,name,territory_id,credit_limit,last_contact_at,tags,balance\n"
        + "C-1,Ada,North,125000,2020-01-02T03:04:05Z,\"[\"\"a\"\"]\",\n")
    let trial = try TrialImport(file.path, kind: "customers", known: ["territories": ["North": north]])
    #expect(trial.values(of: "territory_id") == [.reference(RowReference(id: north))])
    #expect(trial.values(of: "credit_limit") == [.integer(125_000)])
    #expect(trial.values(of: "last_contact_at") == [.integer(1_577_934_245_000)])
    #expect(trial.values(of: "tags") == [.text("[\"a\"]")])
    #expect(trial.values(of: "balance") == [.null])
    #expect(trial.report.sums["credit_limit"] == "1250.00")
  }

  @Test func textThatIsTooLong_isRefusedAlone() throws {
    let long = String(repeating: "x", count: (1 << 20) + 1)
    let file = try ScratchFile("sku,name\nA-1,\(long)\nA-2,Ball\n")
    let trial = try TrialImport(file.path, kind: "products")
    #expect(trial.values(of: "name") == [.text("Ball")])
    #expect(trial.report.issues.map(\.message).first?.contains("a text of") == true)
  }

  @Test func id_isTheRow() throws {
    let id = RowID(high: 77, low: 78)
    let file = try ScratchFile("id,name,territory_id\n\(id),Ada,\(north)\n")
    let trial = try TrialImport(file.path, kind: "customers")
    #expect(trial.rows.first?.id == id)
    #expect(trial.values(of: "territory_id") == [.reference(RowReference(id: north))])
  }

  @Test func knownKey_isThePresentRow() throws {
    let file = try ScratchFile("sku,name\nA-1,Kite\nA-2,Ball\n")
    let trial = try TrialImport(file.path, kind: "products", known: ["products": ["A-1": north]])
    #expect(trial.rows.first?.id == north)
    #expect(trial.rows.last?.id != north)
  }

  @Test func customersWithoutTerritory_takeTheOneThatWasChosen_orAreRefused() throws {
    let file = try ScratchFile("code,name\nC-1,Ada\n")
    let chosen = try TrialImport(file.path, kind: "customers", territory: north)
    #expect(chosen.values(of: "territory_id") == [.reference(RowReference(id: north))])
    let none = try TrialImport(file.path, kind: "customers")
    #expect(
      none.report.issues.map(\.message) == [
        "territory_id: the row names no territory; choose one for all such rows with --territory"
      ])
  }

  @Test func unknownTerritory_isRefusedByName() throws {
    let file = try ScratchFile("code,name,territory_id\nC-1,Ada,Nowhere\n")
    let trial = try TrialImport(file.path, kind: "customers", known: ["territories": ["North": north]])
    #expect(trial.report.issues.map(\.message) == ["territory_id: there is no row \"Nowhere\" in territories"])
  }

  @Test(arguments: [
    ("name,colour\n", "products have no column \"colour\"."),
    ("name\n", "The file has neither a column id nor sku, by which products are known."),
  ])
  func headerThatIsNotOurs_isRefused(header: String, message: String) throws {
    let file = try ScratchFile(header)
    let fault = #expect(throws: ImportFault.self) { _ = try TrialImport(file.path, kind: "products") }
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "")")
  }

  @Test func mappingForAnotherKind_isRefused() throws {
    let file = try ScratchFile("a\n")
    let mapping = try Mapping.parse("kind reps\nkey a\nname = a", name: "x.map")
    #expect(throws: ImportFault("The mapping x.map is for reps, not for products.")) {
      _ = try ImportRun(
        path: file.path, kind: .named("products"), mapping: mapping, schema: FieldSales.schema, org: TrialImport.org)
    }
  }
}
