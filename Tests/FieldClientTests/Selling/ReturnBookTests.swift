import ChangeModel
import Testing

@testable import FieldClient

@Suite struct ReturnBookTests {
  private let sales: SalesTrial
  private let book: ReturnBook

  init() throws {
    sales = try SalesTrial()
    book = ReturnBook(sales.desk)
  }

  private func add(_ order: String, _ parts: String...) throws -> ReturnBook.Sheet {
    try book.add(order: order, ["reason": .text("damaged")], parts: try parts.map { try ReturnBook.Part($0) })
  }

  @Test func goodsComeBackAtTheOrdersPrice_roundedHalfUp() throws {
    let order = try sales.sell("P-1:3:1.00:5%", status: "delivered")
    let sheet = try add(order, "1:1")
    #expect(sheet.head.text("number") == "R7-000001")
    #expect(sheet.head.text("status") == "requested")
    #expect(sheet.head.integer("refund_due") == 95)
    #expect(try sales.trial.lastTables() == ["returns", "return_lines"])
    let number = try #require(sheet.head.text("number"))
    _ = try book.setStatus(number, to: "approved")
    #expect(try book.setStatus(number, to: "received").head.integer("received_at") == TrialDesk.now)
    let refunded = try book.refund(number, amount: nil, creditNumber: "CN-1").head
    #expect(refunded.text("status") == "refunded")
    #expect(refunded.integer("refund_amount") == 95)
    #expect(refunded.text("credit_number") == "CN-1")
    #expect(throws: FieldError.self) { try book.setStatus(number, to: "cancelled") }
  }

  @Test func noMoreThanIsLeftComesBack() throws {
    let order = try sales.sell("P-1:10", status: "invoiced")
    let first = try #require(try add(order, "1:6").head.text("number"))
    let error = #expect(throws: FieldError.self) { try add(order, "1:5") }
    #expect(error?.message == "of line 1, P-1, only 4 can still come back")
    _ = try book.setStatus(first, to: "refused")
    #expect(try add(order, "1:10").head.integer("refund_due") == 4500)
    #expect(throws: FieldError.self) { try add(order, "2:1") }
    var filter = ReturnBook.Filter()
    filter.isOpen = true
    #expect(try book.list(filter).map { $0.integer("quantity") } == [10])
    #expect(try book.list().count == 2)
  }

  @Test func whatHasNotLeftIsCancelled_notReturned() throws {
    let order = try sales.sell("P-1:10", status: "confirmed")
    #expect(throws: FieldError.self) { try add(order, "1:1") }
  }

  @Test(arguments: ["1", "1:0", "0:1", "a:1", "1:1:1", "", "1:99999999999999999999"])
  func whatIsNoPartIsAUsageError(text: String) {
    let error = #expect(throws: FieldError.self) { try ReturnBook.Part(text) }
    #expect(error?.kind == .usage)
  }

  @Test func aRepTakesUp_andAsksTheManagerToDecide() throws {
    let rep = try SalesTrial(role: .rep)
    let own = ReturnBook(rep.desk)
    let order = try rep.sell("P-1:2", status: "delivered")
    let number = try #require(
      try own.add(order: order, [:], parts: [ReturnBook.Part(line: 1, quantity: 1)]).head.text("number"))
    let error = #expect(throws: FieldError.self) { try own.setStatus(number, to: "approved") }
    #expect(error?.message.hasSuffix("ask your manager") == true)
    #expect(try own.setStatus(number, to: "cancelled").head.text("status") == "cancelled")
  }
}
