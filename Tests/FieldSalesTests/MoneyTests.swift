import FieldSales
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (Int64(1), Int64(1), Int64(5000), Int64(1), Int64(1)), (1, 1, 4999, 1, 0), (3, 33, 1000, 99, 10),
    (-1, 1, 5000, -1, -1), (-3, 33, 1000, -99, -10), (7, 1999, 250, 13993, 350), (2, 500, 10_000, 1000, 1000),
    (2, 500, 0, 1000, 0), (0, 500, 100, 0, 0),
  ])
  func reduction_isRoundedHalfAwayFromZero(
    quantity: Int64, price: Int64, discount: Int64, gross: Int64, reduction: Int64
  ) throws {
    let total = try #require(LineTotal(quantity: quantity, unitPrice: price, discount: discount))
    #expect(total.gross == gross)
    #expect(total.reduction == reduction)
    #expect(total.net == gross - reduction)
  }

  @Test func aboveTheMost_isNoTotal() {
    #expect(LineTotal(quantity: LineTotal.grossMax, unitPrice: 1, discount: 9_999) != nil)
    #expect(LineTotal(quantity: -LineTotal.grossMax, unitPrice: 1, discount: 9_999) != nil)
    #expect(LineTotal(quantity: LineTotal.grossMax + 1, unitPrice: 1, discount: 0) == nil)
    #expect(LineTotal(quantity: .max, unitPrice: .max, discount: 0) == nil)
    #expect(LineTotal(quantity: .min, unitPrice: -1, discount: 0) == nil)
    #expect(LineTotal(quantity: 1, unitPrice: 1, discount: 10_001) == nil)
  }

  @Test func viewAndFunction_nameTheSameBounds() throws {
    let view = try #require(FieldSales.views.first { $0.name == "order_totals" })
    #expect(view.sql.contains("* discount + \(LineTotal.discountMax / 2)) / \(LineTotal.discountMax)"))
    let open = try #require(FieldSales.views.first { $0.name == "customer_open_orders" })
    let states = FieldSales.openStates.map { "'\($0)'" }.joined(separator: ", ")
    #expect(open.sql.contains("WHERE status IN (\(states))"))
  }

  @Test(arguments: [
    (Int64(123_450), "EUR" as String?, "1234.50 EUR"), (-5, "USD", "-0.05 USD"), (1200, "JPY", "1200 JPY"),
    (1, "KWD", "0.001 KWD"), (0, nil, "0.00"), (.min, "EUR", "-92233720368547758.08 EUR"),
  ])
  func amount_isWrittenAsPeopleReadIt(minorUnits: Int64, currency: String?, text: String) {
    #expect(Amount(minorUnits, currency).description == text)
  }
}
