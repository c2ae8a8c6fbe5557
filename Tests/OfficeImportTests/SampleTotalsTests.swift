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

  @Test(arguments: [
    ("territories", "regions.csv", 4, 0), ("reps", "employees.csv", 9, 0), ("products", "products.csv", 77, 0),
    ("customers", "customers.csv", 91, 2), ("contacts", "customers.csv", 91, 2), ("orders", "orders.csv", 830, 0),
    ("order_lines", "order_details.csv", 2_155, 0),
  ])
  func northwind_everyRowIsTaken_butTheTwoJunkRows(kind: String, file: String, count: Int, junk: Int) throws {
    let report = try load("northwind", kind, file).report
    #expect(report.inserted == count)
    #expect(report.refused == 0)
    #expect(report.skipped.values.reduce(0, +) == junk)
  }

  @Test func northwind_totals() throws {
    let report = try load("northwind", "order_lines", "order_details.csv").report
    let taken = Dictionary(uniqueKeysWithValues: report.controls.map { ($0.name, $0.taken) })
    let gross = try #require(ExactDecimal(taken["gross"] ?? ""))
    let discount = try #require(ExactDecimal(taken["discount"] ?? ""))
    #expect(gross.scaled(to: 2) == 135_445_859)
    #expect(gross.adding(ExactDecimal(units: -discount.units, scale: discount.scale))?.scaled(to: 4) == 12_657_930_395)
    #expect(report.sums["quantity x unit_price"] == "1354458.59")
    #expect(try load("northwind", "orders", "orders.csv").report.controls.first?.taken == "64942.69")
  }

  @Test func crmPipeline_everyRowIsTaken() throws {
    for (part, kind, file, count) in [
      ("", "territories", "sales_teams.csv", 3), ("", "reps", "sales_teams.csv", 35),
      (":managers", "reps", "sales_teams.csv", 6), ("", "products", "products.csv", 7),
      ("", "customers", "accounts.csv", 85), (":unnamed", "customers", "sales_teams.csv", 3),
    ] {
      let report = try TrialImport(
        SampleData.path("crm_pipeline/\(file)"), kind: kind, builtIn: "crm_pipeline\(part)"
      ).report
      #expect(report.inserted == count, "\(kind)\(part)")
      #expect(report.refused == 0, "\(kind)\(part)")
    }
  }

  @Test(arguments: [("", "sales_pipeline.csv"), (":us-dates", "sales_pipeline.us-dates.csv.gz")])
  func crmPipeline_dealsStandInTheFunnel(part: String, file: String) throws {
    let trial = try TrialImport(
      SampleData.path("crm_pipeline/\(file)"), kind: "opportunities", builtIn: "crm_pipeline\(part)")
    #expect(trial.report.read == 8_800)
    #expect(trial.report.inserted == 8_800)
    #expect(trial.report.refused == 0)
    #expect(trial.report.warnings == 0)
    // What is won is exactly the publisher's; open deals are worth the list price of their product.
    #expect(trial.report.controls.first { $0.name == "close_value" }?.taken == "10005534")
    #expect(
      trial.report.sums == [
        "value of stage contract": "10005534.00", "value of stage lost": "0.00", "value of stage intent": "3892229.00",
        "value of stage initial_contact": "1073986.00",
      ])
    let stages = trial.values(of: "stage").reduce(into: [String: Int]()) { $0[$1.text ?? "", default: 0] += 1 }
    #expect(stages == ["contract": 4_238, "lost": 2_473, "intent": 1_589, "initial_contact": 500])
    #expect(Set(trial.values(of: "rep_id")).count == 30, "each belongs to its agent")
    #expect(trial.values(of: "rep_id").allSatisfy { !$0.isNull })
    #expect(trial.values(of: "name").count { $0 == .text("GTX Pro") } == 1_480, "written GTXPro")
  }

  /// From 2016-10-20 on they were engaged, from 2017-03-01 on closed, and in both files on the same days.
  @Test func crmPipeline_dealsHaveTheSameDays_howeverTheyAreWritten() throws {
    let iso = try load("crm_pipeline", "opportunities", "sales_pipeline.csv")
    let american = try TrialImport(
      SampleData.path("crm_pipeline/sales_pipeline.us-dates.csv.gz"), kind: "opportunities",
      builtIn: "crm_pipeline:us-dates")
    #expect(american.report.digest == iso.report.digest)
    let (opened, closed) = (
      iso.values(of: "opened_at").compactMap(\.integer), iso.values(of: "closed_at").compactMap(\.integer)
    )
    #expect(opened.count == 8_300)
    #expect(closed.count == 6_711)
    #expect([opened.min(), opened.max()] == [1_476_921_600_000, 1_514_332_800_000])
    #expect([closed.min(), closed.max()] == [1_488_326_400_000, 1_514_678_400_000])
  }

  /// The steps let the funnel count conversion and days: a deal was engaged on a day, and closed on another.
  @Test func crmPipeline_stepsOfDeals() throws {
    let engaged = try load("crm_pipeline", "opportunity_steps", "sales_pipeline.csv")
    #expect(engaged.report.inserted == 8_300)
    #expect(engaged.report.skipped == ["not engaged yet": 500])
    let closed = try TrialImport(
      SampleData.path("crm_pipeline/sales_pipeline.csv"), kind: "opportunity_steps", builtIn: "crm_pipeline:closed")
    #expect(closed.report.inserted == 6_711)
    #expect(closed.report.skipped == ["still open": 2_089])
    #expect(closed.values(of: "stage").count { $0 == .text("contract") } == 4_238)
    #expect(Set(engaged.rows.map(\.id)).isDisjoint(with: closed.rows.map(\.id)), "a deal has both steps")
    #expect(
      Set(closed.values(of: "opportunity_id")).isSubset(of: engaged.values(of: "opportunity_id")),
      "of the same deals")
    for step in [engaged, closed] { #expect(step.report.refused == 0) }
  }

  @Test func onlineRetail_customers() throws {
    let customers = try load("online_retail", "customers", "online_retail.csv.gz")
    #expect(customers.report.refused == 0)
    // 4,372 with a number, and a collective one for each of the nine countries that have sales without.
    #expect(customers.rows.count == 4_381)
    #expect(customers.values(of: "tags").count { $0 != .null } == 9)
  }

  @Test func onlineRetail_ordersWithoutACustomerNumber_areTheCollectiveCustomers() throws {
    let customers = try load("online_retail", "customers", "online_retail.csv.gz")
    let tagged = zip(customers.rows, customers.values(of: "tags")).filter { $1 != .null }
    let collective = Set(tagged.map(\.0.id))
    let orders = try load("online_retail", "orders", "online_retail.csv.gz")
    #expect(orders.values(of: "customer_id").count { $0.reference?.id.map(collective.contains) == true } == 2_189)
  }

  @Test func onlineRetail_creditNotesAreEntriesOfTheAccount() throws {
    let entries = try load("online_retail", "ledger_entries", "online_retail.csv.gz")
    let kinds = entries.values(of: "kind").reduce(into: [String: Int]()) { $0[$1.text ?? "", default: 0] += 1 }
    #expect(kinds == ["credit": 3_836, "correction": 3])
    #expect(entries.report.sums["amount of kind credit"] == "-896812.49")
    #expect(entries.report.sums["amount of kind correction"] == "-11062.06")
    #expect(entries.report.refused == 0)
  }

  /// 541,909 rows are 531,282 lines, credit notes, corrections of stock and three entries of the books; the totals of
  /// the parts are the publisher's totals.
  @Test func onlineRetail_orderLines() throws {
    let report = try load("online_retail", "order_lines", "online_retail.csv.gz").report
    #expect(report.read == 541_909)
    #expect(report.inserted == 531_282)
    #expect(report.refused == 0)
    // Of the 5,268 repeated rows the other 37 are of credit notes.
    #expect(report.warnings == 5_231)
    #expect(report.skipped == ["a credit note": 9_288, "an entry of the books": 3, "a correction of stock": 1_336])
    let units = try #require(report.controls.first { $0.name == "units" })
    let value = try #require(report.controls.first { $0.name == "value" })
    #expect(units.read == "5176450")
    #expect(ExactDecimal(value.read)?.scaled(to: 3) == 9_747_747_934)
    #expect(value.leftOut["a credit note"] == "-896812.49")
    #expect(ExactDecimal(value.taken)?.scaled(to: 3) == 10_655_622_484)
    #expect(report.sums["quantity"] == units.taken)
    // Four prices of a tenth of a penny are rounded to nothing; all else is exact.
    #expect(report.sums["quantity x unit_price"] == "10655622.48")
  }
}
