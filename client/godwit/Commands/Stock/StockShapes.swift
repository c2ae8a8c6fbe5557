import FieldClient

/// How stock is shown.
enum StockShapes {
  static let list = [
    Field("SKU", "sku"), Field("PRODUCT", "product"), Field("FREE", "available", .number), Field("UNIT", "unit"),
    Field("ON HAND", "on_hand", .number), Field("RESERVED", "reserved", .number),
    Field("ORDERED SINCE", "promised", .number), Field("AS OF", "counted_at", .moment),
    Field("COMING", "incoming", .number), Field("EXPECTED", "incoming_at", .moment),
  ]
  static let card = [
    Field("sku", "sku"), Field("product", "product"), Field("free", "available", .number), Field("unit", "unit"),
    Field("on hand", "on_hand", .number), Field("reserved", "reserved", .number),
    Field("ordered since", "promised", .number), Field("leased", "leased", .number),
    Field("as of", "counted_at", .moment),
    Field("coming", "incoming", .number), Field("expected", "incoming_at", .moment),
    Field("lead time (days)", "lead_time_days", .number),
  ]
  static let atCustomers = [
    Field("CUSTOMER", "customer"), Field("SKU", "sku"), Field("PRODUCT", "product"),
    Field("ON HAND", "on_hand", .number),
    Field("COUNTED ON", "counted_at", .date), Field("ON ITS WAY", "on_way", .number), Field("MIN", "minimum", .number),
    Field("MAX", "maximum", .number), Field("TO DELIVER", "to_deliver", .number),
  ]
  static let atCustomer = [
    Field("customer", "customer"), Field("sku", "sku"), Field("product", "product"),
    Field("on hand", "on_hand", .number),
    Field("counted on", "counted_at", .moment), Field("counted by", "counted_by"),
    Field("on its way", "on_way", .number),
    Field("min", "minimum", .number), Field("max", "maximum", .number), Field("to deliver", "to_deliver", .number),
    Field("id", "id", .id),
  ]
  static let places = [
    Field("WAREHOUSE", "warehouse"), Field("NAME", "name"), Field("CITY", "city"),
    Field("FREE", "free", .number), Field("ON HAND", "on_hand", .number), Field("RESERVED", "reserved", .number),
    Field("AS OF", "counted_at", .moment), Field("COMING", "incoming", .number),
    Field("EXPECTED", "incoming_at", .moment),
  ]
  static let warehouses = [
    Field("CODE", "code"), Field("NAME", "name"), Field("CITY", "city"), Field("COUNTRY", "country"),
    Field("PRODUCTS", "product_count", .number), Field("OLDEST COUNT", "counted_at", .moment),
    Field("DELIVERS", "active", .yesNo),
  ]
  static let warehouse = [
    Field("code", "code"), Field("name", "name"), Field("city", "city"), Field("country", "country"),
    Field("delivers", "active", .yesNo),
  ]
}

extension Printer {
  /// A product's stock in sum and in each warehouse.
  func show(_ sheet: StockBook.Sheet) {
    if isJSON { return document(JSON(sheet.product).adding(("warehouses", JSON(sheet.places)))) }
    card(sheet.product, StockShapes.card)
    section("Warehouses", sheet.places, StockShapes.places)
  }
}
