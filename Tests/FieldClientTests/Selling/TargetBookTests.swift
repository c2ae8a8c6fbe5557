import ChangeModel
import Testing

@testable import FieldClient

@Suite struct TargetBookTests {
  private let sales: SalesTrial
  private let book: TargetBook
  private let month = CalendarPeriod(.month, containing: TrialDesk.now)

  init() throws {
    sales = try SalesTrial()
    book = TargetBook(sales.desk)
  }

  private func aim(_ amount: String, _ change: (inout TargetBook.Aim) -> Void = { _ in }) throws -> Record {
    var aim = TargetBook.Aim(amount: amount, period: month)
    change(&aim)
    return try book.add(aim)
  }

  @Test func salesOfThePeriodCount_lessWhatCameBack() throws {
    let order = try sales.sell("P-1:10", status: "delivered")
    _ = try sales.sell("P-1:10", status: "draft")
    _ = try sales.sell("P-1:10", status: "cancelled")
    _ = try sales.sell("P-1:10", at: month.from - 1)
    _ = try sales.sell("P-1:2", status: "submitted", at: month.from)
    let target = try aim("100.00") { $0.rep = "Anna" }
    #expect(target.integer("reached") == 5400)
    #expect(target.integer("attainment") == 5400)
    #expect(target.integer("missing") == 4600)
    let returns = ReturnBook(sales.desk)
    let number = try #require(
      try returns.add(order: order, [:], parts: [.init(line: 1, quantity: 4)]).head.text("number"))
    _ = try returns.setStatus(number, to: "approved")
    _ = try returns.setStatus(number, to: "received")
    #expect(try book.show("2027-01").integer("reached") == 3600)
  }

  @Test func repTerritoryAndGroupNarrowWhatCounts() throws {
    _ = try ProductBook(sales.desk).edit("P-1", ["product_group": .text("Tea")])
    _ = try sales.sell("P-1:10")
    let all = try aim("1")
    #expect(all.integer("reached") == 4500)
    #expect(try aim("1") { $0.territory = "North" }.integer("reached") == 4500)
    #expect(try aim("1") { $0.territory = "South" }.integer("reached") == 0)
    #expect(try aim("1") { $0.group = "tea" }.integer("reached") == 4500)
    #expect(try aim("1") { $0.group = "Coffee" }.integer("reached") == 0)
    #expect(try aim("1") { $0.currency = "USD" }.integer("reached") == 0)
    #expect(try book.list().count == 6)
    #expect(try book.list(mine: true).isEmpty)
  }

  @Test func ordersVisitsAndNewCustomersCountToo() throws {
    _ = try sales.sell("P-1:1")
    _ = try sales.sell("P-1:1", "P-1:2")
    _ = try sales.sell("P-1:1", customer: "C-2", at: month.from - 1)
    try sales.write(
      """
      INSERT INTO visits(customer_id, rep_id, check_in_at)
      SELECT c.id, r.id, \(TrialDesk.now) FROM customers AS c, reps AS r WHERE c.code IN ('C-1', 'C-2')
      """)
    let reached = try ["orders", "visits", "customers"].map { measure in
      try aim("4") { $0.measure = measure }.integer("reached")
    }
    #expect(reached == [2, 2, 1])
  }

  /// Of an order with two groups, each group counts it, and all together once.
  @Test func manyTargetsOfOnePeriod_areReadTogetherAndEachByItself() throws {
    _ = try ProductBook(sales.desk).edit("P-1", ["product_group": .text("Tea")])
    try sales.write("UPDATE products SET active = 1, product_group = 'Cup', unit_price = 100 WHERE sku = 'P-3'")
    _ = try sales.sell("P-1:1", "P-3:1")
    _ = try sales.sell("P-1:1")
    for group in [nil, "TEA", "cup", "Coffee"] {
      for measure in ["orders", "sales"] {
        _ = try aim("9") {
          $0.group = group
          $0.measure = measure
          $0.name = "\(measure) \(group ?? "all")"
        }
      }
    }
    let reached = Dictionary(
      uniqueKeysWithValues: try book.list().map { ($0.text("name") ?? "", $0.integer("reached") ?? -1) })
    #expect(
      reached == [
        "orders all": 2, "orders TEA": 2, "orders cup": 1, "orders Coffee": 0, "sales all": 1000, "sales TEA": 900,
        "sales cup": 100, "sales Coffee": 0,
      ])
    for (name, figure) in reached { #expect(try book.show(name).integer("reached") == figure, "\(name)") }
  }

  @Test func aTargetWithoutPeriodOrAmount_isShownCalmly() throws {
    try sales.write("INSERT INTO targets(name, measure, amount) VALUES ('odd', '雨', 0)")
    let odd = try book.show("odd")
    #expect(odd["attainment"] == .null)
    #expect(odd["projection"] == .null)
    #expect(try book.list().count == 1)
    _ = try book.delete("odd")
    #expect(try book.list(all: true).isEmpty)
  }

  @Test func aRepReadsTargetsAndSetsNone() throws {
    let rep = TargetBook(try TrialDesk().desk)
    #expect(throws: FieldError.self) { try rep.add(TargetBook.Aim(amount: "1", period: month)) }
    #expect(try rep.list().isEmpty)
  }

  @Test(arguments: [
    ("2026-11", "2026-11", 30), ("2026-q1", "2026-Q1", 90), ("2028-02", "2028-02", 29), ("2026", "2026", 365),
  ])
  func aPeriodIsReadAndHasItsDays(text: String, name: String, days: Int64) throws {
    let period = try #require(CalendarPeriod(text))
    #expect(period.name == name)
    // A change of the clocks within the period adds or takes an hour.
    #expect((period.until - period.from + 43_200_000) / 86_400_000 == days)
    #expect(CalendarPeriod(.month, containing: period.until).from == period.until)
  }

  @Test(arguments: ["", "2026-13", "2026-00", "2026-Q5", "26-1", "now", "二〇二六"])
  func whatIsNoPeriodIsNone(text: String) { #expect(CalendarPeriod(text) == nil) }
}
