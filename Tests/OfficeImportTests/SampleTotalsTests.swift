import ChangeModel
import FieldSales
import OfficeImport
import Testing

/// The control totals that the publishers' data must give, to the cent.
@Suite(.enabled(if: SampleData.isHere, "the sample sets are not here; name their folder in GODWIT_DATA"))
struct SampleTotalsTests {
  func load(_ set: String, _ kind: String, _ file: String) throws -> TrialImport {
    try TrialImport(SampleData.path("\(set)/\(file)"), kind: kind, builtIn: set)
  }

  @Test(arguments: [
    ("territories", "offices.csv", 7), ("reps", "employees.csv", 23), ("products", "products.csv", 110),
    ("customers", "customers.csv", 122), ("contacts", "customers.csv", 122), ("orders", "orders.csv", 326),
    ("order_lines", "orderdetails.csv", 2_996), ("payments", "payments.csv", 273), ("invoices", "orders.csv", 310),
  ])
  func classicModels_everyRowIsTaken(kind: String, file: String, count: Int) throws {
    let trial = try load("classicmodels", kind, file)
    #expect(trial.report.inserted == count)
    #expect(trial.report.refused == 0)
    #expect(trial.report.warnings == 0)
  }

  @Test func classicModels_totals() throws {
    let lines = try load("classicmodels", "order_lines", "orderdetails.csv").report.sums
    #expect(lines["quantity x unit_price"] == "9604190.61")
    #expect(lines["quantity"] == "105516")
    #expect(
      try load("classicmodels", "payments", "payments.csv").report.sums["amount of kind payment"] == "-8853839.23")
    #expect(try load("classicmodels", "customers", "customers.csv").report.sums["credit_limit"] == "8254400.00")
  }

  @Test func classicModels_threeCustomersAreOverTheirLimit() throws {
    var owed = [RowID: Int64]()
    for entries in [("payments", "payments.csv"), ("invoices", "orders.csv")] {
      let trial = try load("classicmodels", entries.0, entries.1)
      for (customer, amount) in zip(trial.values(of: "customer_id"), trial.values(of: "amount")) {
        if let id = customer.reference?.id { owed[id, default: 0] += amount.integer ?? 0 }
      }
    }
    var customerOfOrder = [RowID: RowID]()
    let orders = try load("classicmodels", "orders", "orders.csv")
    for (index, status) in orders.values(of: "status").enumerated()
    where status == .text("confirmed") || status == .text("on_hold") {
      customerOfOrder[orders.rows[index].id] = orders.values(of: "customer_id")[index].reference?.id
    }
    let lines = try load("classicmodels", "order_lines", "orderdetails.csv")
    let (parents, quantities, prices) = (
      lines.values(of: "order_id"), lines.values(of: "quantity"), lines.values(of: "unit_price")
    )
    for index in lines.rows.indices {
      guard let order = parents[index].reference?.id, let customer = customerOfOrder[order] else { continue }
      owed[customer, default: 0] += (quantities[index].integer ?? 0) * (prices[index].integer ?? 0)
    }
    let customers = try load("classicmodels", "customers", "customers.csv")
    let over = zip(customers.rows, customers.values(of: "credit_limit")).filter { row, limit in
      (owed[row.id] ?? 0) > (limit.integer ?? 0)
    }
    #expect(over.count == 3)
  }

  @Test(arguments: [
    ("territories", "state_provinces.csv", 9), ("reps", "people.csv", 10), ("products", "stock_items.csv", 227),
    ("customers", "customers.csv", 663), ("contacts", "people.csv", 1_065), ("orders", "orders.csv.gz", 73_595),
  ])
  func wideWorldImporters_everyRowIsTaken(kind: String, file: String, count: Int) throws {
    let trial = try load("wwi", kind, file)
    #expect(trial.report.inserted == count)
    #expect(trial.report.refused == 0)
    #expect(trial.report.warnings == (kind == "customers" ? 6 : kind == "contacts" ? 15 : 0))
  }

  @Test func wideWorldImporters_orderLineTotals() throws {
    let report = try load("wwi", "order_lines", "order_lines.csv.gz").report
    #expect(report.inserted == 231_412)
    #expect(report.refused == 0)
    #expect(report.sums["quantity x unit_price"] == "177634276.40")
    #expect(report.sums["quantity"] == "9310904")
    #expect(report.sums["picked_quantity"] == "8950628")
  }

  @Test func wideWorldImporters_accountTotals() throws {
    let report = try load("wwi", "ledger_entries", "customer_transactions.csv.gz").report
    #expect(report.inserted == 97_147)
    #expect(report.sums["amount of kind invoice"] == "198043439.45")
    #expect(report.sums["tax of kind invoice"] == "25782098.25")
    #expect(report.sums["amount of kind payment"] == "-197776428.01")
    #expect(report.sums["outstanding of kind invoice"] == "267011.44")
  }
}
