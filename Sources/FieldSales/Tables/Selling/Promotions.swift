import ChangeModel

extension FieldSales {
  static let promotions = TableSchema(
    "promotions", meaning: "A better price for a while: a discount, a special price, or goods for free.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "code", .text, .office, notNull: true, unique: true,
        meaning: "The promotion's short name, unique in the org; order lines keep it as the reason of their price."),
      ColumnSchema("name", .text, .office, meaning: "What people call the promotion; a rep says it to the customer."),
      ColumnSchema(
        "kind", .text, .office, notNull: true, fallback: .text("discount"),
        meaning: "`discount`, `price` or `free_goods`; it says which of the columns below counts."),
      ColumnSchema(
        "product_id", .reference, .office, references: "products",
        meaning: "The product it is for; NULL when it is for a group or for everything."),
      ColumnSchema(
        "product_group", .text, .office,
        meaning: "The product group it is for; NULL when it is for one product or for everything."),
      ColumnSchema(
        "segment", .text, .office, meaning: "The customers' segment that gets it; NULL is everyone."),
      ColumnSchema(
        "min_quantity", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "Units on one line from which it holds; of free goods, the units that earn them once."),
      ColumnSchema(
        "discount", .integer, .office,
        meaning: "Of a `discount`: what is taken off the line in basis points, 0 to 10000 (500 = 5 %)."),
      ColumnSchema(
        "unit_price", .integer, .office,
        meaning: "Of a `price`: what one unit costs without tax, in minor units of `currency`."),
      ColumnSchema(
        "currency", .text, .office,
        meaning: "The currency of `unit_price`, as three letters (ISO 4217); others hold in every currency."),
      ColumnSchema(
        "free_quantity", .integer, .office,
        meaning: "Of `free_goods`: units that come on top, for each `min_quantity` that is ordered."),
      ColumnSchema(
        "valid_from", .integer, .office,
        meaning: "From when it holds, in milliseconds since 1970 UTC; NULL is since ever."),
      ColumnSchema(
        "valid_until", .integer, .office,
        meaning: "The moment from which it holds no more, in milliseconds since 1970 UTC; NULL is for ever."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the promotion runs, else 0; no line gets one that does not."),
      ColumnSchema("terms", .text, .office, meaning: "The small print; a rep reads it to whoever asks."),
      ColumnSchema(
        "budget", .integer, .office,
        meaning:
          "What the promotion may give away in all, in minor units; orders beyond are held. NULL counts nothing."),
      ColumnSchema(
        "budget_leased", .integer, .office,
        meaning: "Of the budget, what live leases hold and nobody has given away yet; the server's rules count it."),
      ColumnSchema(
        "budget_spent", .integer, .office,
        meaning: "Of the budget, what orders have taken; the server's rules count it."),
    ])
}
