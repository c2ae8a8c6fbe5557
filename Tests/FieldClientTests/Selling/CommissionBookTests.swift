import ChangeModel
import Testing

@testable import FieldClient

@Suite struct CommissionBookTests {
  private let sales: SalesTrial
  private let book: CommissionBook

  init() throws {
    sales = try SalesTrial()
    book = CommissionBook(sales.desk)
    _ = try book.putPlan("BASE", ["currency": .text("EUR"), "period": .text("month")])
    _ = try book.setRate(plan: "BASE", group: nil, rate: 200)
    _ = try book.setRate(plan: "BASE", group: nil, from: "50.00", rate: 1000)
    _ = try book.assign(plan: "BASE", rep: "Anna", share: 10_000)
  }

  @Test func aDealEarnsTheDifferenceThatItMakes() throws {
    _ = try sales.sell("P-1:10")
    let quote = try sales.orders.quote([:], customer: "C-1", lines: [try LineRequest("P-1:10")])
    let number = try #require(quote.order.text("number"))
    let forecast = try book.forecast(order: number).record
    #expect(forecast.integer("deal") == 4500)
    #expect(forecast.integer("before") == 90)
    #expect(forecast.integer("after") == 500)
    #expect(forecast.integer("adds") == 410)
    #expect(try book.forecast(amount: "45.00").record.integer("adds") == 410)
    _ = try sales.orders.accept(number, submit: true)
    #expect(throws: FieldError.self) { try book.forecast(order: number) }
    #expect(try book.statement().summary.integer("expected") == 500)
  }

  @Test func earnedIsWhatIsInvoiced_expectedWhatIsSubmitted() throws {
    _ = try sales.sell("P-1:10")
    _ = try sales.sell("P-1:10", status: "submitted")
    _ = try sales.sell("P-1:10", status: "draft")
    _ = try sales.sell("P-1:10", at: CalendarPeriod(.month, containing: TrialDesk.now).from - 1)
    let statement = try book.statement()
    #expect(statement.summary.integer("sales") == 9000)
    #expect(statement.summary.integer("earned") == 90)
    #expect(statement.summary.integer("expected") == 500)
    #expect(statement.groups.map { $0.integer("pay") } == [500])
  }

  @Test func aGroupWithRatesOfItsOwnIsReckonedByItself_andShareSplits() throws {
    _ = try ProductBook(sales.desk).edit("P-1", ["product_group": .text("Tea")])
    _ = try book.setRate(plan: "BASE", group: "tea", rate: 3000)
    _ = try sales.sell("P-1:10")
    #expect(try book.statement().summary.integer("earned") == 1350)
    #expect(try book.statement().groups.map { $0.text("product_group") } == ["Tea"])
    _ = try book.assign(plan: "BASE", rep: "Anna", share: 5000)
    #expect(try book.statement().summary.integer("earned") == 675)
    #expect(try book.forecast(amount: "100", group: "TEA").record.integer("adds") == 1500)
  }

  @Test func aTierMayBeginAtAPartOfTheTarget() throws {
    _ = try book.putPlan("GOAL", ["currency": .text("EUR")])
    _ = try book.setRate(plan: "GOAL", group: nil, rate: 100)
    _ = try book.setRate(plan: "GOAL", group: nil, attainment: 10_000, rate: 2000)
    try sales.write("DELETE FROM commission_assignments")
    _ = try book.assign(plan: "GOAL", rep: "Anna", share: 10_000)
    _ = try sales.sell("P-1:10")
    #expect(try book.statement().summary.integer("earned") == 45)
    var aim = TargetBook.Aim(amount: "25.00", period: CalendarPeriod(.month, containing: TrialDesk.now))
    aim.rep = "Anna"
    _ = try TargetBook(sales.desk).add(aim)
    #expect(try book.statement().summary.integer("target") == 2500)
    #expect(try book.statement().summary.integer("earned") == 25 + 400)
  }

  @Test func theStatementIsExplainedLineByLine_toTheCent() throws {
    _ = try ProductBook(sales.desk).edit("P-1", ["product_group": .text("Tea")])
    _ = try book.setRate(plan: "BASE", group: "tea", rate: 333)
    _ = try book.setRate(plan: "BASE", group: "tea", from: "20.00", rate: 777)
    _ = try book.assign(plan: "BASE", rep: "Anna", share: 3333)
    for (index, line) in ["P-1:3:3.33", "P-1:1:7.77", "P-1:7:1.11:3%", "P-1:10"].enumerated() {
      _ = try sales.sell(line, status: index == 2 ? "submitted" : "invoiced", at: TrialDesk.now - Int64(index))
    }
    let statement = try book.statement().summary
    let all = try book.lines()
    #expect(all.count == 4)
    #expect(all.sum("pay") == statement.integer("expected"))
    #expect(all.sum("counted") == statement.integer("sales"))
    #expect(try book.lines(invoicedOnly: true).sum("pay") == statement.integer("earned"))
    #expect(all.compactMap { $0.integer("placed_at") } == all.compactMap { $0.integer("placed_at") }.sorted())
    #expect(all.allSatisfy { ($0.integer("pay") ?? -1) > 0 })
  }

  @Test func anOrderIsSplit_andPaidForOnce() throws {
    try sales.write(
      """
      INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000098', 'Bob'),
        (x'01900000000070000000000000000099', 'Zoë')
      """)
    for rep in ["Bob", "Zoë"] { _ = try book.assign(plan: "BASE", rep: rep, share: 10_000) }
    let number = try sales.sell("P-1:3:1.11")
    let shares = OrderShareBook(sales.desk)
    #expect(try shares.put(number, rep: "Bob", share: 3333).map { $0.integer("share") } == [6667, 3333])
    #expect(try shares.put(number, rep: "Zoë", share: 5000).map { $0.text("rep") } == ["Anna", "Zoë", "Bob"])
    // 3.33: a third is 1.11, a half 1.67, and what is left is Anna's.
    let sold = try ["Anna", "Bob", "Zoë"].map { try book.statement(rep: $0).summary.integer("sales") ?? 0 }
    #expect(sold == [55, 111, 167])
    #expect(try book.lines(rep: "Zoë").sum("counted") == 167)
    #expect(throws: FieldError.self) { try shares.put(number, rep: "Bob", share: 5001) }
    #expect(throws: FieldError.self) { try shares.put(number, rep: "Anna", share: 10) }
    #expect(try shares.put(number, rep: "Bob", share: 0).count == 2)
    #expect(try book.statement(rep: "Bob").summary.integer("sales") == 0)
    // What two managers gave apart goes no further than the order.
    try sales.write("UPDATE order_shares SET share = 9000")
    let parts = try ["Anna", "Bob", "Zoë"].map { try book.statement(rep: $0).summary.integer("sales") ?? 0 }
    #expect(parts.reduce(0, +) == 333)
    #expect(parts[0] == 0)
  }

  @Test func aRepSplitsNoOrder() throws {
    let rep = try SalesTrial(role: .rep)
    let number = try rep.sell("P-1:1:1.00", status: "submitted")
    #expect(throws: FieldError.self) { try OrderShareBook(rep.desk).put(number, rep: "Anna", share: 10) }
    #expect(try OrderShareBook(rep.desk).list(number).map { $0.integer("share") } == [10_000])
  }

  @Test func withoutAPlanTheRepIsToldWhomToAsk() throws {
    try sales.write("UPDATE commission_plans SET active = 0")
    let error = #expect(throws: FieldError.self) { try book.statement() }
    #expect(error?.message.contains("the office assigns one") == true)
  }

  @Test func aDealInAnotherCurrencyIsRefused() throws {
    let quote = try sales.orders.quote(
      ["currency": .text("JPY")], customer: "C-1", lines: [try LineRequest("P-2:1")])
    #expect(throws: FieldError.self) { try book.forecast(order: try #require(quote.order.text("number"))) }
    #expect(throws: FieldError.self) { try book.forecast(amount: "-1") }
  }

  @Test func aManagerWhomNoPlanPays_seesTheReps() throws {
    try sales.write(
      """
      INSERT INTO reps(id, name) VALUES
        (x'01900000000070000000000000000098', 'Bob'), (x'01900000000070000000000000000099', 'Zoë')
      """)
    _ = try book.assign(plan: "BASE", rep: "Zoë", share: 5000)
    _ = try book.assign(plan: "BASE", rep: "Bob", share: 10_000)
    #expect(try book.isPaid())
    _ = try sales.sell("P-1:10")
    #expect(try book.team().map { $0.text("rep") } == ["Anna"])
    let order = try sales.sell("P-1:20", status: "submitted")
    try sales.write("UPDATE orders SET rep_id = (SELECT id FROM reps WHERE name = 'Zoë') WHERE number = '\(order)'")
    try sales.write("UPDATE customers SET owner_rep_id = (SELECT id FROM reps WHERE name = 'Bob') WHERE code = 'C-3'")
    let team = try book.team()
    #expect(team.map { $0.text("rep") } == ["Anna", "Bob", "Zoë"])
    #expect(team.map { $0.integer("sales") } == [4500, 0, 9000])
    #expect(team.map { $0.integer("earned") } == [90, 0, 0])
    #expect(team.map { $0.integer("expected") } == [90, 0, 250])
    #expect(try book.statement(rep: "Zoë").summary == team[2])
    let forecasts = try book.teamForecast(amount: "45.00")
    #expect(forecasts.map { $0.integer("adds") } == [410, 90, 225])
    #expect(try book.forecast(amount: "45.00", rep: "Zoë").record == forecasts[2])
    try sales.write("DELETE FROM commission_assignments WHERE rep_id = (SELECT id FROM reps WHERE name = 'Anna')")
    #expect(try !book.isPaid())
    #expect(try book.team().count == 2)
  }

  @Test func aManagersForecastOfAnOrder_isItsReps() throws {
    try sales.write("INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000099', 'Zoë')")
    _ = try book.assign(plan: "BASE", rep: "Zoë", share: 5000)
    let quote = try sales.orders.quote([:], customer: "C-1", lines: [try LineRequest("P-1:10")])
    let number = try #require(quote.order.text("number"))
    try sales.write("UPDATE orders SET rep_id = (SELECT id FROM reps WHERE name = 'Zoë') WHERE number = '\(number)'")
    #expect(try book.forecast(order: number).record.integer("adds") == 45)
    #expect(try book.forecast(order: number, rep: "Anna").record.integer("adds") == 90)
  }
}
