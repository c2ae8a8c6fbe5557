import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct CustomerReportTests {
  private let sales: SalesTrial
  private let book: ReportBook
  private static let now = TrialDesk.now

  init() throws {
    sales = try SalesTrial()
    book = ReportBook(sales.desk)
    try sales.write("UPDATE customers SET owner_rep_id = (SELECT id FROM reps), segment = 'cafe', status = 'active'")
  }

  private func sell(_ customer: String, _ quantity: Int, daysAgo days: Int64...) throws {
    for day in days {
      _ = try sales.sell("P-1:\(quantity):1.00", customer: customer, at: Self.now - day * Day.length)
    }
  }

  private func row(_ rows: [Record], _ customer: String) throws -> Record {
    try #require(rows.first { $0.text("customer_code") == customer })
  }

  @Test func thePyramid_isByContribution() throws {
    try sell("C-1", 80, daysAgo: 1)
    try sell("C-2", 15, daysAgo: 1)
    try sell("C-3", 5, daysAgo: 1)
    let report = try book.pyramid()
    #expect(report.rows.map { $0.text("customer_code") } == ["C-1", "C-2", "C-3"])
    #expect(report.rows.map { $0.text("class") } == ["A", "B", "C"])
    #expect(report.rows.map { $0.integer("cumulative") } == [8000, 9500, 10_000])
    #expect(report.part("classes").map { $0.integer("net") } == [8000, 1500, 500])
    #expect(report.part("classes").map { $0.integer("customer_count") } == [1, 1, 1])
  }

  @Test func recencyFrequencyAndMoney_areFifthsOfThoseWhoBought() throws {
    try sell("C-1", 50, daysAgo: 1, 2, 3, 4, 5)
    try sell("C-2", 1, daysAgo: 300)
    let rows = try book.segments().rows
    #expect(rows.count == 2)
    let (best, last) = (try row(rows, "C-1"), try row(rows, "C-2"))
    #expect(best.integer("days") == 1)
    #expect(best.integer("order_count") == 5)
    #expect(["recency", "frequency", "money"].map { best.integer($0) } == [3, 3, 3])
    #expect(last.text("rfm_segment") == "faded")
    #expect(try book.segments(segment: .faded).rows.count == 1)
    #expect(try book.segments().part("segments").sum("net") == rows.sum("net"))
  }

  @Test func scoresStandForTheirFigures() throws {
    try sell("C-1", 50, daysAgo: 1, 40, 80)
    try sell("C-2", 10, daysAgo: 1)
    try sales.write(
      "UPDATE customers SET referred_by_id = (SELECT id FROM customers WHERE code = 'C-2') WHERE code = 'C-3'")
    let rows = try book.scores().rows
    #expect(rows.map { $0.integer("score") ?? 0 } == rows.map { $0.integer("score") ?? 0 }.sorted(by: >))
    let first = try row(rows, "C-1")
    #expect(first.integer("profit_score") == 100)
    #expect(first.integer("months") == 3)
    #expect(first.integer("loyalty_score") == 100)
    let second = try row(rows, "C-2")
    #expect(second.integer("influence_score") == 100)
    #expect(second.integer("referrals") == 1)
    let third = try row(rows, "C-3")
    #expect(third.integer("potential").map { $0 > 0 } == true)
    #expect(third.integer("profit_score") == 0)
  }

  @Test func behindIsMeasuredByTheOwnRhythm() throws {
    try sell("C-1", 10, daysAgo: 130, 100, 70)
    try sell("C-2", 10, daysAgo: 130, 100, 70, 40, 10)
    try sell("C-3", 10, daysAgo: 300, 200)
    let report = try book.churn()
    #expect(report.rows.map { $0.text("customer_code") } == ["C-1"])
    let late = try row(report.rows, "C-1")
    #expect(late.integer("interval_days") == 30)
    #expect(late.integer("days") == 70)
    #expect(late.text("risk") == "at_risk")
    #expect(late.integer("ratio") == 23_333)
    // 30.00 in 730 days are 15.00 a year.
    #expect(late.integer("at_stake") == 1500)
    #expect(report.part("risks").map { $0.integer("customer_count") } == [1, 0, 1, 0])
  }

  @Test func dormantAndLost_areListedByWhatTheyBought_withTheReason() throws {
    try sell("C-1", 10, daysAgo: 200)
    try sell("C-2", 99, daysAgo: 500, 600)
    try sell("C-3", 10, daysAgo: 5)
    try sales.write("UPDATE customers SET lost_reason = '价格' WHERE code = 'C-2'")
    let report = try book.recovery()
    #expect(report.rows.map { $0.text("customer_code") } == ["C-2", "C-1"])
    #expect(report.rows.map { $0.text("stage") } == ["lost", "dormant"])
    #expect(report.rows.map { $0.integer("net") } == [19_800, 1000])
    #expect(Set(report.part("lost_reasons").map { $0.text("lost_reason") }) == ["价格", nil])
  }

  @Test func stagesAreNotedWherePurchasesTellOthers_onceAndSynced() throws {
    try sell("C-1", 10, daysAgo: 200)
    try sell("C-2", 10, daysAgo: 10, 300)
    let report = try book.lifeCycle()
    #expect(report.part("changes").map { $0.text("stage") } == ["dormant", "recovered"])
    #expect(try book.setStages().count == 2)
    #expect(try sales.trial.lastTables() == ["customers"])
    let statuses = try sales.desk.read { try $0.records("SELECT status FROM customers ORDER BY code") }
    #expect(statuses.map { $0.text("status") } == ["dormant", "recovered", "active"])
    #expect(try book.setStages().isEmpty)
    #expect(try book.lifeCycle().rows.sum("by_purchases") == 3)
  }

  @Test func aPlanOfACustomer_isBehindByThePartOfItsTime() throws {
    var aim = TargetBook.Aim(amount: "120.00", period: CalendarPeriod(.year, containing: Self.now))
    aim.customer = "C-2"
    let target = try TargetBook(sales.desk).add(aim)
    #expect(target.text("territory") == "North")
    try sell("C-1", 30, daysAgo: 0)
    try sell("C-2", 1, daysAgo: 0)
    let plan = try #require(try book.plans().rows.first)
    #expect(plan.integer("reached") == 100)
    let elapsed = try #require(plan.integer("elapsed"))
    #expect(plan.integer("expected") == BasisPoints.of(12_000, points: elapsed))
    #expect(plan.integer("behind") == max(0, BasisPoints.of(12_000, points: elapsed) - 100))
    // The customer's plan is no quota of the rep.
    #expect(try TargetBook(sales.desk).list().count == 1)
  }

  @Test func openInvoicesAreSummedByAge_andLimitsWatched() throws {
    try sales.write(
      """
      INSERT INTO ledger_entries(customer_id, kind, number, booked_at, due_at, amount, outstanding, currency)
      SELECT id, 'invoice', 'I-1', 0, \(Self.now - 40 * Day.length), 5000, 5000, 'EUR' FROM customers WHERE code = 'C-1'
      UNION ALL SELECT id, 'invoice', 'I-2', 0, \(Self.now + Day.length), 700, 700, 'EUR' FROM customers WHERE code = 'C-1'
      UNION ALL SELECT id, 'invoice', 'I-3', 0, NULL, 300, 300, 'EUR' FROM customers WHERE code = 'C-2'
      """)
    let report = try book.receivables()
    let first = try #require(report.rows.first)
    #expect(first.integer("open") == 5700)
    #expect(first.integer("overdue") == 5000)
    #expect(first.integer("days_60") == 5000)
    #expect(report.part("total").first?.integer("open") == 6000)
    try sales.write("UPDATE customers SET credit_limit = 1000, balance = 1500 WHERE code = 'C-2'")
    let over = try book.overLimit().rows
    #expect(over.map { $0.text("customer_code") } == ["C-2"])
    #expect(over.first?.integer("over") == 500)
  }
}
