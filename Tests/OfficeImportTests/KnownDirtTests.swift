import ChangeModel
import FieldSales
import OfficeImport
import Testing

/// The dirt that docs/import.md names, in rows of the same make, by the built-in mappings; no sample set is needed.
@Suite struct KnownDirtTests {
  private let pipeline = """
    opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
    1,Ann Wu,GTXPro,Acme,Won,2017-01-02,2017-02-03,550
    2,Ann Wu,GTX Pro,,Engaging,2017-01-02,,
    3,Ann Wu,GTX Super,Acme,Won,2017-01-02,2017-02-03,9

    """

  private func deals() throws -> TrialImport {
    let file = try ScratchFile(pipeline)
    try file.add("sales_agent,manager,regional_office\nAnn Wu,Bo Li,East\n", name: "sales_teams.csv")
    try file.add("product,series,sales_price\nGTX Pro,GTX,4821\n", name: "products.csv")
    return try TrialImport(file.path, kind: "opportunities", builtIn: "crm_pipeline")
  }

  @Test func gtxPro_isKnownInBothSpellings_andAnUnknownProductIsRefusedWithItsLine() throws {
    let trial = try deals()
    #expect(trial.values(of: "name") == [.text("GTX Pro"), .text("GTX Pro")])
    #expect(trial.report.refused == 1)
    let issue = try #require(trial.report.issues.first)
    #expect(issue.line == 4)
    #expect(issue.message.contains("products has no row for \"GTX Super\""))
  }

  @Test func aDealWithoutAnAccount_belongsToItsOfficesCollectiveCustomer_atTheListPrice() throws {
    let trial = try deals()
    let file = try ScratchFile("sales_agent,manager,regional_office\nAnn Wu,Bo Li,East\n")
    let unnamed = try TrialImport(file.path, kind: "customers", builtIn: "crm_pipeline:unnamed")
    #expect(unnamed.values(of: "name") == [.text("Account not named, East")])
    #expect(trial.values(of: "customer_id").last?.reference?.id == unnamed.rows.first?.id)
    #expect(trial.values(of: "value") == [.integer(55_000), .integer(482_100)])
  }

  /// A sale, the same once more, one without a customer, a credit note, a correction of stock, an entry of the books.
  private let retail = """
    InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
    536365,85123A,HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
    536365,85123A,HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
    536366,85123a,HEART ,1,2010-12-01 08:28:00,2.55,,EIRE
    C536379,85123A,HEART ,-2,2010-12-01 09:41:00,2.55,17850.0,United Kingdom
    536380,85123A,damages,-9,2010-12-01 09:50:00,0.0,,United Kingdom
    A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,-11062.06,,United Kingdom

    """

  private func load(_ kind: String) throws -> TrialImport {
    let file = try ScratchFile(retail)
    return try TrialImport(file.path, kind: kind, builtIn: "online_retail")
  }

  @Test func aBlankCustomerNumber_isASaleToTheCountrysCollectiveCustomer() throws {
    let customers = try load("customers")
    #expect(
      customers.values(of: "name") == [
        .text("Customer 17850"), .text("Sales without a customer number, EIRE"),
        .text("Sales without a customer number, United Kingdom"),
      ])
    #expect(customers.values(of: "tags").map { $0 == .null } == [true, false, false])
    let orders = try load("orders")
    #expect(orders.values(of: "number") == [.text("536365"), .text("536366")])
    #expect(orders.values(of: "customer_id").compactMap { $0.reference?.id } == customers.rows.prefix(2).map(\.id))
  }

  @Test func aRepeatedRow_isALineOfItsOwn_withAWarning() throws {
    let lines = try load("order_lines")
    #expect(lines.values(of: "line_number") == [.integer(1), .integer(2), .integer(1)])
    #expect(lines.values(of: "sku") == [.text("85123A"), .text("85123A"), .text("85123A")])
    #expect(lines.report.warnings == 1)
    #expect(lines.report.issues.map(\.message) == ["the row repeats another one exactly (line 2)"])
    #expect(
      lines.report.skipped == ["a credit note": 1, "a correction of stock": 1, "an entry of the books": 1])
    let value = try #require(lines.report.controls.first { $0.name == "value" })
    #expect(value.leftOut["a credit note"] == "-5.10")
    #expect(value.taken == "33.15")
  }

  @Test func aCreditNote_isAnEntryOfTheAccount_andNoOrder() throws {
    let entries = try load("ledger_entries")
    #expect(entries.values(of: "number") == [.text("C536379"), .text("A563185")])
    #expect(entries.values(of: "kind") == [.text("credit"), .text("correction")])
    #expect(entries.values(of: "amount") == [.integer(-510), .integer(-1_106_206)])
    #expect(entries.report.refused == 0)
  }
}
