import ArgumentParser
import ChangeModel
import FieldClient

/// How products are shown.
enum ProductShapes {
  static let list = [
    Field("SKU", "sku"), Field("NAME", "name"), Field("PRICE", "unit_price", .money(currency: "currency")),
    Field("UNIT", "unit"), Field("STOCK", "stock_quantity", .number), Field("GROUP", "product_group"),
    Field("BRAND", "brand"),
  ]
  static let card = [
    Field("sku", "sku"), Field("name", "name"), Field("id", "id", .id),
    Field("price", "unit_price", .money(currency: "currency")), Field("tax", "tax_rate", .basisPoints),
    Field("unit", "unit"), Field("group", "product_group"), Field("brand", "brand"), Field("barcode", "barcode"),
    Field("in stock", "stock_quantity", .number), Field("lead time (days)", "lead_time_days", .number),
    Field("lasts (days)", "expected_life_days", .number), Field("sold", "active", .yesNo),
    Field("description", "description"),
  ]
}
