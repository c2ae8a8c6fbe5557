import ChangeModel
import FieldClient

/// How orders are shown.
enum OrderShapes {
  static let ofCustomer = [
    Field("NUMBER", "number"), Field("PLACED", "placed_at", .moment), Field("STATUS", "status"),
    Field("LINES", "line_count", .number), Field("TOTAL", "total", .money(currency: "currency")), Field("REP", "rep"),
  ]
  static let list = [
    Field("NUMBER", "number"), Field("PLACED", "placed_at", .moment), Field("CUSTOMER", "customer"),
    Field("STATUS", "status"), Field("LINES", "line_count", .number),
    Field("TOTAL", "total", .money(currency: "currency")), Field("REP", "rep"),
    Field("ID", "id", .shortIDUnless("number")),
  ]
  static let card = [
    Field("number", "number"), Field("id", "id", .id), Field("customer", "customer"), Field("status", "status"),
    Field("held because", "hold_reason", .sentence), Field("judgement", "judgement", .sentence), Field("rep", "rep"),
    Field("placed", "placed_at", .moment),
    Field("promised for", "expected_at", .moment), Field("deliver from", "deliver_from", .moment),
    Field("deliver until", "deliver_until", .moment), Field("warehouse", "warehouse"),
    Field("delivered", "delivered_at", .moment),
    Field("their number", "customer_reference"), Field("rest comes with", "backorder_number"), Field("memo", "memo"),
    Field("holds until", "valid_until", .moment), Field("priced", "priced_at", .moment),
    Field("prices as of", "prices_known_at", .moment), Field("total", "total", .money(currency: "currency")),
  ]
  static let lines = [
    Field("#", "line_number", .number), Field("SKU", "sku"), Field("DESCRIPTION", "description"),
    Field("QUANTITY", "quantity", .number), Field("PRICE", "unit_price", .money(currency: "currency")),
    Field("DISCOUNT", "discount", .basisPoints), Field("TOTAL", "total", .money(currency: "currency")),
    Field("WHY", "price_source"), Field("LIST", "price_list"), Field("PROMOTION", "promotion"),
    Field("PICKED", "picked_quantity", .number),
  ]
}

extension Printer {
  /// An order with its lines.
  func show(_ sheet: OrderBook.Sheet) {
    if isJSON {
      return document(
        JSON(sheet.order).adding(("lines", JSON(sheet.lines)), ("notices", JSON(sheet.notices.map(\.record)))))
    }
    card(sheet.order, OrderShapes.card)
    section("Lines", sheet.lines, OrderShapes.lines)
    for (index, notice) in sheet.notices.enumerated() {
      if index == 0 { say("") }
      say("\(notice.isWarning ? "!" : "-") \(word: notice.topic.rawValue, of: "topic"): \(notice.text)")
    }
  }
}
