import FieldClient

/// How prices are shown.
enum PriceShapes {
  static let answer = [
    Field("sku", "sku"), Field("product", "product"), Field("quantity", "quantity", .number),
    Field("list price", "list_price", .money(currency: "currency")),
    Field("price", "unit_price", .money(currency: "currency")), Field("discount", "discount", .basisPoints),
    Field("free on top", "free_quantity", .number), Field("total", "total", .money(currency: "currency")),
    Field("saved", "saving", .money(currency: "currency")), Field("because", "reason"),
    Field("prices as of", "known_at", .moment),
  ]
  static let candidates = [
    Field("LIST", "code"), Field("NAME", "name"), Field("FOR", "closeness"),
    Field("FROM UNITS", "min_quantity", .number),
    Field("PRICE", "unit_price", .money(currency: "currency")), Field("ENDS", "valid_until", .moment),
  ]
  static let promotions = [
    Field("PROMOTION", "code"), Field("NAME", "name"), Field("GIVES", "gift"), Field("ENDS", "valid_until", .moment),
    Field("TERMS", "terms"),
  ]
  static let lists = [
    Field("CODE", "code"), Field("NAME", "name"), Field("CURRENCY", "currency"), Field("FOR", "applies_to"),
    Field("SEGMENT", "segment"), Field("PRIORITY", "priority", .number), Field("BEGINS", "valid_from", .moment),
    Field("ENDS", "valid_until", .moment), Field("PRICES", "price_count", .number),
    Field("CUSTOMERS", "customer_count", .number), Field("USED", "active", .yesNo),
  ]
  static let prices = [
    Field("SKU", "sku"), Field("PRODUCT", "product"), Field("FROM UNITS", "min_quantity", .number),
    Field("PRICE", "unit_price", .money(currency: "currency")), Field("BEGINS", "valid_from", .moment),
    Field("ENDS", "valid_until", .moment),
  ]
  static let assignment = [
    Field("customer", "customer"), Field("number", "customer_code"), Field("list", "code"), Field("name", "name"),
    Field("begins", "valid_from", .moment), Field("ends", "valid_until", .moment),
  ]
}

extension Printer {
  /// What a product costs, why, and what else there is.
  func show(_ answer: PriceAnswer) {
    if isJSON {
      return document(
        JSON(answer.record()).adding(
          ("candidates", JSON(answer.candidates)), ("promotions", JSON(answer.promotions))))
    }
    card(answer.record(in: language), PriceShapes.answer)
    if answer.terms == nil { say("nobody knows a price in \(answer.currency, or: "this currency"): agree on one") }
    section("Price lists that hold", answer.candidates, PriceShapes.candidates)
    section("Promotions that hold", answer.promotions, PriceShapes.promotions)
  }
}
