import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

/// One point for each 10.00 of an invoiced order.
@Suite struct LoyaltyBookTests {
  private let sales: SalesTrial
  private let book: LoyaltyBook

  init() throws {
    sales = try SalesTrial()
    book = LoyaltyBook(sales.desk)
  }

  @Test func invoicedOrdersEarnWholePoints_bookedOnce() throws {
    _ = try sales.sell("P-1:10")
    _ = try sales.sell("P-1:9", status: "delivered")
    #expect(try book.show("C-1").summary.integer("coming") == 4)
    #expect(try book.bookEarnings() == 1)
    #expect(try book.bookEarnings() == 0)
    let account = try book.show("C-1")
    #expect(account.summary.integer("balance") == 4)
    #expect(account.summary.integer("coming") == 0)
    #expect(account.entries.map { $0.text("kind") } == ["earn"])
    #expect(try book.list().map { $0.text("code") } == ["C-1"])
  }

  @Test func aReturnTakesItsPointsBack() throws {
    let order = try sales.sell("P-1:10")
    _ = try book.bookEarnings()
    let returns = ReturnBook(sales.desk)
    let number = try #require(
      try returns.add(order: order, [:], parts: [.init(line: 1, quantity: 5)]).head.text("number"))
    _ = try returns.setStatus(number, to: "approved")
    #expect(try book.bookEarnings() == 0)
    _ = try returns.setStatus(number, to: "received")
    #expect(try book.bookEarnings() == 1)
    #expect(try book.show("C-1").summary.integer("balance") == 2)
    #expect(try book.show("C-1").entries.count == 1)
  }

  @Test func noMorePointsAreSpentThanThereAre() throws {
    _ = try book.adjust("C-1", points: 50, reason: "welcome")
    #expect(try book.redeem("C-1", points: 20, reason: "tea cup").summary.integer("balance") == 30)
    let error = #expect(throws: FieldError.self) { try book.redeem("C-1", points: 31, reason: nil) }
    #expect(error?.message == "the customer has 30 points: redeem no more than that")
    #expect(throws: FieldError.self) { try book.redeem("C-1", points: 0, reason: nil) }
    #expect(try book.show("C-1").summary.integer("earned") == 50)
    #expect(try book.show("C-1").summary.integer("spent") == 20)
  }

  @Test func whoeverReachesAThreshold_isPromisedAndGivenOnce() throws {
    _ = try book.putThreshold("SILVER", ["kind": .text("tier"), "name": .text("Silver")], amount: "10")
    _ = try book.putThreshold("GOLD", ["kind": .text("tier"), "name": .text("Gold")], amount: "40")
    _ = try book.putThreshold(
      "CUP", ["basis": .text("purchases"), "currency": .text("EUR"), "promise": .text("a cup")], amount: "45.00")
    #expect(try book.due().isEmpty)
    _ = try sales.sell("P-1:10", status: "submitted")
    _ = try book.adjust("C-1", points: 12, reason: "welcome")
    #expect(try book.due().map { $0.text("code") } == ["CUP", "SILVER"])
    let standing = try book.show("C-1")
    #expect(standing.summary.text("tier") == "Silver")
    #expect(standing.thresholds.first { $0.text("code") == "GOLD" }?.integer("missing") == 28)
    #expect(throws: FieldError.self) { try book.grant("C-1", threshold: "GOLD", reason: nil) }
    #expect(try book.grant("C-1", threshold: "cup", reason: nil).entries.first?.text("reason") == "a cup")
    #expect(throws: FieldError.self) { try book.grant("C-1", threshold: "CUP", reason: nil) }
    #expect(try book.due().map { $0.text("code") } == ["SILVER"])
  }

  @Test func spendingPointsLosesNoTier_andOldPurchasesCountNoMore() throws {
    _ = try book.putThreshold("SILVER", ["kind": .text("tier"), "name": .text("Silver")], amount: "10")
    _ = try book.putThreshold("CUP", ["basis": .text("purchases"), "currency": .text("EUR")], amount: "1")
    _ = try book.adjust("C-1", points: 12, reason: "welcome")
    #expect(try book.redeem("C-1", points: 12, reason: nil).summary.text("tier") == "Silver")
    _ = try sales.sell("P-1:10", at: TrialDesk.now - 366 * 86_400_000)
    #expect(try book.due().map { $0.text("code") } == ["SILVER"])
  }

  /// Two ways to one figure: order by order for many customers, and the lines of sales.
  @Test func purchasesAreThoseOfTheSalesLines_alsoAfterAReturn() throws {
    _ = try book.putThreshold("CUP", ["basis": .text("purchases"), "currency": .text("EUR")], amount: "45.00")
    let order = try sales.sell("P-1:10:4.50:3%", "P-1:7")
    _ = try sales.sell("P-1:3", status: "quote")
    _ = try sales.sell("P-1:3", customer: "C-3")
    let returns = ReturnBook(sales.desk)
    func reached() throws -> [Int64?] {
      let lines = try sales.desk.read { db in
        try db.record(
          "SELECT sum(net) AS net FROM sale_lines WHERE customer_id = (SELECT id FROM customers WHERE code = 'C-1')")
      }
      return [
        lines?.integer("net"), try book.show("C-1").thresholds.first?.integer("reached"),
        try book.due().first?.integer("reached"),
      ]
    }
    #expect(try reached() == [7515, 7515, 7515])
    let number = try #require(
      try returns.add(order: order, [:], parts: [.init(line: 1, quantity: 3)]).head.text("number"))
    _ = try returns.setStatus(number, to: "approved")
    #expect(try reached() == [7515, 7515, 7515])
    _ = try returns.setStatus(number, to: "received")
    #expect(try reached() == [6206, 6206, 6206])
  }

  @Test func aRepGivesNoPoints() throws {
    let rep = LoyaltyBook(try TrialDesk().desk)
    #expect(throws: FieldError.self) { try rep.bookEarnings() }
    #expect(throws: FieldError.self) { try rep.adjust("C-1", points: 1, reason: "x") }
    #expect(throws: FieldError.self) { try rep.putThreshold("X", [:], amount: "1") }
    #expect(try rep.show("C-1").entries.isEmpty)
  }
}
