import ChangeModel
import FieldSales
import GRDB
import Testing

@testable import FieldClient

/// The figures of the reports against SQL that was written without them.
@Suite struct SalesReportTests {
  private let sales: SalesTrial
  private let book: ReportBook

  init() throws {
    sales = try SalesTrial()
    book = ReportBook(sales.desk)
    try sales.write("UPDATE products SET product_group = 'Tea' WHERE sku = 'P-1'")
    try sales.write("UPDATE customers SET source = 'fair', segment = 'cafe', owner_rep_id = (SELECT id FROM reps)")
    _ = try sales.sell("P-1:10:4.50")
    _ = try sales.sell("P-1:3:9.99:7%", customer: "C-2", at: TrialDesk.now - 40 * Day.length)
    _ = try sales.sell("P-1:100", status: "draft")
    _ = try sales.sell("P-1:100", status: "cancelled")
    _ = try sales.sell("P-1:100", at: TrialDesk.now - 400 * Day.length)
  }

  /// The sum of the lines, written out anew.
  private func sum(_ condition: String) throws -> Int64 {
    try sales.desk.read { db in
      try db.record(
        """
        SELECT CAST(sum(round(l.quantity * l.unit_price * (1 - l.discount / 10000.0))) AS INTEGER) AS n
        FROM order_lines l, orders o, customers c
        WHERE o.id = l.order_id AND c.id = o.customer_id AND o.status NOT IN ('quote', 'draft', 'cancelled', 'on_hold')
          AND o.placed_at BETWEEN 1800000000000 - 365 * 86400000 AND 1800000000000 AND \(condition)
        """)?.integer("n") ?? 0
    }
  }

  @Test(arguments: ReportBook.SalesKey.allCases)
  func everyKeyAddsUpToTheSameSum(key: ReportBook.SalesKey) throws {
    let report = try book.sales(by: key)
    let expected = key == .campaign ? 0 : try sum("1")
    #expect(report.rows.sum("net") == expected)
    #expect(report.rows.sum("order_count") + report.rows.sum("line_count") == (key == .campaign ? 0 : 2))
    if key != .campaign { #expect((9999...10_000).contains(report.rows.sum("share"))) }
    #expect(!report.definitions.isEmpty)
  }

  @Test func whatCameBackIsTakenOff_asInTheViewOfLines() throws {
    let number = try sales.sell("P-1:7:3.33", customer: "C-2", status: "delivered")
    let returns = ReturnBook(sales.desk)
    let back = try #require(
      try returns.add(order: number, [:], parts: [.init(line: 1, quantity: 2)]).head.text("number"))
    _ = try returns.setStatus(back, to: "approved")
    _ = try returns.setStatus(back, to: "received")
    let sums = try sales.desk.read { db in
      try db.records(
        """
        SELECT (SELECT sum(net) FROM sale_lines) AS lines, (SELECT sum(net) FROM sale_orders) AS orders,
          (SELECT net FROM sale_orders WHERE number = '\(number)') AS net
        """)
    }
    #expect(sums.first?.integer("net") == 1665)
    #expect(sums.first?.integer("lines") == sums.first?.integer("orders"))
    let all = ReportScope(from: 0)
    for key in [ReportBook.SalesKey.product, .group, .month] {
      #expect(try book.sales(by: key, all).rows.sum("net") == sums.first?.integer("lines"))
    }
    #expect(try book.sales(by: .group, all).rows.sum("line_count") == 4)
  }

  @Test func anOrderThatACampaignBrought_countsForItOnce() throws {
    let number = try sales.sell("P-1:1:1.00")
    let campaigns = CampaignBook(sales.desk)
    _ = try campaigns.add(["name": .text("Spring"), "currency": .text("EUR"), "cost": .integer(50)])
    for _ in 0..<2 { _ = try campaigns.respond("Spring", customer: "C-1", response: "bought", order: number) }
    _ = try campaigns.respond("Spring", customer: "C-2", response: "declined")
    let rows = try book.sales(by: .campaign).rows
    #expect(rows.map { $0.text("name") } == ["Spring"])
    #expect(rows.sum("net") == 100)
    let spring = try #require(try book.campaigns().rows.first)
    #expect(spring.integer("reached") == 2)
    #expect(spring.integer("response_rate") == 5000)
    #expect(spring.integer("purchase_rate") == 5000)
    #expect(spring.integer("revenue") == 100)
    #expect(spring.integer("return_points") == 10_000)
  }

  @Test func timeTerritoryRepAndCurrencyNarrowWhatCounts() throws {
    #expect(try book.sales(by: .rep, ReportScope(territory: "South")).rows.isEmpty)
    #expect(try book.sales(by: .rep, ReportScope(territory: "North", rep: "Anna")).rows.sum("net") == sum("1"))
    let recent = ReportScope(from: TrialDesk.now - Day.length)
    #expect(try book.sales(by: .customer, recent).rows.map { $0.text("code") } == ["C-1"])
    #expect(try book.sales(by: .rep, ReportScope(currency: "jpy")).rows.isEmpty)
    try sales.write(
      "UPDATE orders SET currency = 'JPY' WHERE customer_id = (SELECT id FROM customers WHERE code = 'C-2')")
    let report = try book.sales(by: .rep)
    #expect(report.rows.sum("net") == 4500)
    #expect(report.notes.count == 1)
    #expect(throws: FieldError.self) { try book.sales(by: .rep, ReportScope(from: TrialDesk.now, until: 5)) }
  }

  @Test func months_carryOnWithTheLeastError_besideTheNaiveOne() throws {
    try sales.write("DELETE FROM order_lines")
    try sales.write("DELETE FROM orders")
    var month = CalendarPeriod(.month, containing: TrialDesk.now)
    for back in 1...20 {
      month = CalendarPeriod(.month, containing: month.from - 1)
      _ = try sales.sell("P-1:\(back == 1 ? 11 : 10):1.00", at: month.from + Day.length)
    }
    let report = try book.forecast()
    let known = report.rows.filter { $0["net"]?.isNull == false }
    #expect(known.count == 20)
    #expect(known.last?.integer("net") == 1100)
    #expect(report.rows.count == 23)
    let naive = try #require(report.part("methods").first { $0.text("method") == "naive" })
    // 1.00 of 61.00 is what the last month is more.
    #expect(naive.integer("error") == 163)
    #expect(report.part("methods").count { $0.integer("is_used") == 1 } == 1)
    #expect(try book.forecast(method: .mean).rows.suffix(3).first?.integer("forecast") == 1033)
    #expect(report.rows.suffix(3).first?.text("month") == CalendarPeriod(.month, containing: TrialDesk.now).name)
  }

  @Test func whatIsOrderedTogether_isProposedToWhoHasTheOne() throws {
    try sales.write("UPDATE products SET active = 1")
    for _ in 0..<10 { _ = try sales.sell("P-1:1:1.00", "P-3:1:1.00", customer: "C-2") }
    for _ in 0..<10 { _ = try sales.sell("P-2:1:1", customer: "C-3") }
    let rule = try #require(try book.associations(product: "P-3").rows.first)
    #expect(rule.text("then_sku") == "P-1")
    #expect(rule.integer("orders") == 10)
    #expect(rule.integer("confidence") == 10_000)
    // Of 22 orders of the year 12 have P-1, 10 of them with P-3.
    let other = try #require(try book.associations(product: "P-1").rows.first)
    #expect(other.integer("confidence") == 8333)
    #expect(other.integer("support") == 4545)
    #expect(other.integer("lift") == 183)
    let proposals = try book.crossSell(customer: "C-1").rows
    #expect(proposals.map { $0.text("sku") } == ["P-3"])
    #expect(try book.crossSell(customer: "C-2").rows.isEmpty)
    try sales.write("UPDATE products SET active = 0 WHERE sku = 'P-3'")
    #expect(try book.crossSell(customer: "C-1").rows.isEmpty)
  }

  @Test func withoutAnyRows_allReportsAreEmptyAndCalm() throws {
    try sales.write("DELETE FROM order_lines")
    try sales.write("DELETE FROM orders")
    try sales.write("DELETE FROM customers")
    for key in ReportBook.SalesKey.allCases { #expect(try book.sales(by: key).rows.isEmpty) }
    #expect(try book.pyramid().rows.isEmpty)
    #expect(try book.segments().rows.isEmpty)
    #expect(try book.scores().rows.isEmpty)
    #expect(try book.churn().rows.isEmpty)
    #expect(try book.recovery().rows.isEmpty)
    #expect(try book.associations().rows.isEmpty)
    #expect(try book.crossSell().rows.isEmpty)
    #expect(try book.forecast().rows.allSatisfy { $0["net"]?.isNull == true })
    for key in ReportBook.PipelineKey.allCases { #expect(try book.pipeline(by: key).rows.isEmpty) }
    for key in ReportBook.ServiceKey.allCases {
      #expect(try book.satisfaction(by: key).rows.isEmpty)
      #expect(try book.service(by: key).rows.isEmpty)
    }
    #expect(try book.receivables().rows.isEmpty)
    #expect(try book.overLimit().rows.isEmpty)
    #expect(try book.plans().rows.isEmpty)
    #expect(try book.campaigns().rows.isEmpty)
  }
}
