import ChangeModel

extension FieldSales {
  static let products = TableSchema(
    "products", meaning: "Something that can be ordered, with its price of today.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "sku", .text, .office, notNull: true, unique: true,
        meaning: "The article number, unique in the org; reps and warehouses name a product by it."),
      ColumnSchema(
        "name", .text, .office, notNull: true, meaning: "What reps and customers call the product."),
      ColumnSchema(
        "unit_price", .integer, .office, notNull: true, fallback: .integer(0),
        meaning: "The list price of one unit without tax, in minor units of `currency`; an order line begins with it."),
      ColumnSchema(
        "currency", .text, .office, meaning: "The currency of `unit_price`, as three letters (ISO 4217)."),
      ColumnSchema(
        "tax_rate", .integer, .office,
        meaning: "The sales tax in basis points (1900 = 19 %); the office invoices by it, a rep quotes by it."),
      ColumnSchema(
        "product_group", .text, .office,
        meaning: "The group for lists, targets and figures; reps browse by it, managers compare by it."),
      ColumnSchema(
        "brand", .text, .office, meaning: "The maker or brand; reps search by it."),
      ColumnSchema(
        "description", .text, .office, meaning: "What the product is, in sentences; a rep shows it to a customer."),
      ColumnSchema(
        "unit", .text, .office,
        meaning: "What one unit is: each, carton, kilogram; a rep reads it beside the quantity."),
      ColumnSchema(
        "barcode", .text, .office, meaning: "The code printed on the product (GTIN); reps scan it."),
      ColumnSchema(
        "stock_quantity", .integer, .office,
        meaning: "Units in stock when the office last told; a rep promises delivery by it."),
      ColumnSchema(
        "lead_time_days", .integer, .office,
        meaning: "Days from an order to its shipping when there is no stock; a rep promises delivery by it."),
      ColumnSchema(
        "expected_life_days", .integer, .office,
        meaning: "Days after which a customer usually replaces the product; reps are reminded by it."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the product is sold, else 0; reps are not offered what has left the range."),
      ColumnSchema(
        "stock_pool", .integer, .office,
        meaning:
          "Units that may be sold or leased in all since counting began; orders beyond are held. NULL counts nothing."),
      ColumnSchema(
        "stock_leased", .integer, .office,
        meaning: "Units of the pool that live leases hold and nobody has ordered yet; the server's rules count them."),
      ColumnSchema(
        "stock_sold", .integer, .office,
        meaning: "Units of the pool that orders have taken; the server's rules count them."),
    ])
}
