import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

/// Stock that we keep at customers.
@Suite struct CustomerStockTests {
  private let sales: SalesTrial
  private let book: StockBook

  init() throws {
    sales = try SalesTrial()
    book = StockBook(sales.desk)
    _ = try book.putAtCustomer("C-1", product: "P-1", ["minimum": .integer(10), "maximum": .integer(40)])
  }

  private func toDeliver() throws -> Int64? {
    try book.atCustomers(customer: "C-1").first?.integer("to_deliver")
  }

  @Test func belowTheMinimumItIsFilledUp_toTheMaximum_onceWhatIsOnItsWayIsCounted() throws {
    #expect(try toDeliver() == 40, "nobody has counted: nothing stands there")
    let counted = try book.putAtCustomer("C-1", product: "P-1", ["on_hand": .integer(12)])
    #expect(counted.integer("to_deliver") == 0)
    #expect(counted.text("counted_by") == "Anna")
    #expect(try book.atCustomers(isShort: true).isEmpty)
    _ = try book.putAtCustomer("C-1", product: "P-1", ["on_hand": .integer(4)])
    #expect(try toDeliver() == 36)
    #expect(try book.atCustomers().count == 1, "one row for a product at a customer")
    let sheet = try book.refill("C-1")
    #expect(sheet.order.text("status") == "draft")
    #expect(sheet.lines.map { $0.integer("quantity") } == [36])
    #expect(try toDeliver() == 0)
    #expect(throws: FieldError.self) { try book.refill("C-1") }
  }

  @Test func whatWasDeliveredBeforeTheCountStandsThereAlready() throws {
    _ = try sales.sell("P-1:30:1.00", at: TrialDesk.now - 1_000)
    _ = try book.putAtCustomer("C-1", product: "P-1", ["on_hand": .integer(5)])
    #expect(try toDeliver() == 35)
    _ = try book.putAtCustomer(
      "C-1", product: "P-1", ["on_hand": .integer(5), "counted_at": .integer(TrialDesk.now - 2_000)])
    #expect(try toDeliver() == 0, "30 came after the count")
  }

  @Test func levelsThatDoNotFitAreRefused_hereAndByTheServer() throws {
    #expect(throws: FieldError.self) {
      try book.putAtCustomer("C-1", product: "P-2", ["minimum": .integer(10), "maximum": .integer(9)])
    }
    #expect(throws: FieldError.self) { try book.putAtCustomer("C-9", product: "P-1", ["on_hand": .integer(1)]) }
    #expect(try StockBook(try SalesTrial().desk).atCustomers().isEmpty)
  }
}
