import ChangeModel

extension FieldSales {
  static let priceLists = TableSchema(
    "price_lists", meaning: "A set of prices for all customers, for a segment, or for those to whom it is given.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "code", .text, .office, notNull: true, unique: true,
        meaning: "The list's short name, unique in the org; order lines keep it as the reason of their price."),
      ColumnSchema("name", .text, .office, meaning: "What people call the list; a rep says it to the customer."),
      ColumnSchema(
        "currency", .text, .office,
        meaning: "The currency of its prices, as three letters (ISO 4217); it serves orders in that currency alone."),
      ColumnSchema(
        "applies_to", .text, .office, notNull: true, fallback: .text("assigned"),
        meaning:
          "`all` customers, the `segment`, or `assigned` through `customer_price_lists`; the closest one is taken."),
      ColumnSchema(
        "segment", .text, .office, meaning: "The customers' segment that gets the list when it applies to a `segment`."),
      ColumnSchema(
        "priority", .integer, .office, notNull: true, fallback: .integer(0),
        meaning: "Which of two lists that are equally close is taken: the greater number."),
      ColumnSchema(
        "valid_from", .integer, .office,
        meaning: "From when it holds, in milliseconds since 1970 UTC; NULL is since ever."),
      ColumnSchema(
        "valid_until", .integer, .office,
        meaning: "The moment from which it holds no more, in milliseconds since 1970 UTC; NULL is for ever."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the list is used, else 0; no price is taken from one that is not."),
    ])

  static let prices = TableSchema(
    "prices", meaning: "What one unit of a product costs by a price list, from a number of units on.",
    scope: .parent(column: "price_list_id"), deletion: .deleteWins, officeOwned: true,
    columns: [
      ColumnSchema(
        "price_list_id", .reference, .office, references: "price_lists", notNull: true,
        meaning: "The list to which the price belongs."),
      ColumnSchema(
        "product_id", .reference, .office, references: "products", notNull: true, meaning: "The product it is for."),
      ColumnSchema(
        "min_quantity", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "Units on one line from which the price holds; of several the greatest that is reached."),
      ColumnSchema(
        "unit_price", .integer, .office, notNull: true,
        meaning: "The price of one unit without tax, in minor units of the list's currency."),
      ColumnSchema(
        "valid_from", .integer, .office,
        meaning: "From when it holds, in milliseconds since 1970 UTC; NULL is as long as the list."),
      ColumnSchema(
        "valid_until", .integer, .office,
        meaning: "The moment from which it holds no more, in milliseconds since 1970 UTC; NULL is as long as the list."),
    ])

  static let customerPriceLists = TableSchema(
    "customer_price_lists", meaning: "A price list that was given to a customer.",
    scope: .parent(column: "customer_id"), deletion: .deleteWins, officeOwned: true,
    columns: [
      ColumnSchema(
        "customer_id", .reference, .office, references: "customers", notNull: true,
        meaning: "The customer who buys by it."),
      ColumnSchema(
        "price_list_id", .reference, .office, references: "price_lists", notNull: true, meaning: "The price list."),
      ColumnSchema(
        "valid_from", .integer, .office,
        meaning: "From when the customer has it, in milliseconds since 1970 UTC; NULL is since ever."),
      ColumnSchema(
        "valid_until", .integer, .office,
        meaning: "The moment from which the customer has it no more, in milliseconds since 1970 UTC; NULL is for ever."
      ),
    ])
}
