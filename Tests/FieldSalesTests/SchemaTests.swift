import ChangeModel
import FieldSales
import Testing

@Suite struct SchemaTests {
  let schema = FieldSales.schema

  @Test func schema_hasNoFaults() {
    #expect(schema.faults == [])
  }

  @Test func everyTableAndColumn_saysWhatItMeans() {
    for table in schema.tables {
      #expect(table.meaning.hasSuffix("."), "\(table.name)")
      for column in table.columns { #expect(column.meaning.hasSuffix("."), "\(table.name).\(column.name)") }
    }
  }

  @Test func contract_namesTheTables() {
    #expect(
      schema.tables.prefix(10).map(\.name) == [
        "territories", "reps", "products", "customers", "contacts", "visits", "orders", "order_lines",
        "ledger_entries", "conflicts",
      ])
  }

  @Test(arguments: [
    ("customers", "credit_limit", "office"), ("customers", "balance", "office"), ("customers", "tags", "set"),
    ("customers", "notes", "text"), ("customers", "visit_count", "counter"), ("customers", "phone", "latest"),
    ("visits", "check_in_at", "first"), ("visits", "check_out_at", "first"), ("visits", "notes", "text"),
    ("orders", "status", "workflow"), ("customers", "legal_name", "ask"), ("customers", "last_contact_at", "max"),
    ("customers", "first_contact_at", "min"),
  ])
  func contract_namesThePolicy(table: String, column: String, policy: String) throws {
    let table = try #require(schema[table])
    let index = try #require(table.column(column))
    #expect(table.columns[index].policy.name == policy)
  }

  @Test func address_isOneGroup() throws {
    let customers = try #require(schema["customers"])
    let address = try #require(customers.groups.first { $0.name == "address" })
    #expect(
      address.columns.map { customers.columns[$0].name } == ["street", "city", "region", "postal_code", "country"])
  }

  @Test func officeOwnedTables_haveOnlyOfficeColumns() {
    for table in schema.tables where table.officeOwned {
      for column in table.columns { #expect(column.policy == .office, "\(table.name).\(column.name)") }
    }
  }

  @Test func cancelled_isStrongerThanAConcurrentShipment_butWeakerThanAnInvoice() throws {
    let orders = try #require(schema["orders"])
    let status = try #require(orders.column("status"))
    guard case .workflow(let workflow) = orders.columns[status].policy else {
      Issue.record("status is no workflow")
      return
    }
    let strength = workflow.states.map(\.name)
    #expect(
      strength == [
        "quote", "draft", "submitted", "on_hold", "confirmed", "picked", "shipped", "cancelled", "delivered",
        "invoiced",
      ])
    #expect(!workflow.allows("cancelled", to: "submitted"))
    #expect(!workflow.allows("shipped", to: "cancelled"))
    #expect(!workflow.allows("submitted", to: "invoiced"))
    #expect(workflow.initial == ["quote", "draft", "submitted"])
  }
}
