import ChangeModel

extension FieldSales {
  static let orderLines = TableSchema(
    "order_lines", meaning: "One product in an order, at the price and discount of the moment it was taken.",
    scope: .parent(column: "order_id"), deletion: .updateWins, joinsParent: true,
    columns: [
      ColumnSchema(
        "order_id", .reference, references: "orders", notNull: true, meaning: "The order to which the line belongs."),
      ColumnSchema(
        "line_number", .integer, meaning: "The line's place in the order, from 1; papers print the lines in this order."
      ),
      ColumnSchema(
        "product_id", .reference, references: "products", meaning: "The product; NULL when only a `sku` is known."),
      ColumnSchema(
        "sku", .text, meaning: "The article number as ordered; it stays when the product is renamed."),
      ColumnSchema("description", .text, meaning: "What the customer was told is ordered; papers print it."),
      ColumnSchema(
        "quantity", .integer, group: "price",
        meaning: "Units ordered, above 0; the warehouse picks by it, the total is made of it."),
      ColumnSchema(
        "unit_price", .integer, group: "price",
        meaning: "The price of one unit without tax, in minor units of the order's currency."),
      ColumnSchema(
        "discount", .integer, group: "price", notNull: true, fallback: .integer(0),
        meaning: "The discount on the line in basis points, 0 to 10000 (250 = 2.5 %)."),
      ColumnSchema(
        "tax_rate", .integer, .office, meaning: "The sales tax on the line in basis points (1900 = 19 %)."),
      ColumnSchema(
        "picked_quantity", .integer, .office,
        meaning: "Units taken from the shelf so far; the rep sees what will be missing."),
      ColumnSchema(
        "list_price", .integer, group: "origin",
        meaning:
          "What one unit cost before any promotion, in minor units of the order's currency; discounts show by it."),
      ColumnSchema(
        "price_source", .text, group: "origin",
        meaning: "Why this price: `list`, `product`, `promotion`, `free_goods`, or `manual` when a person set it."),
      ColumnSchema(
        "price_list", .text, group: "origin",
        meaning: "The code of the price list from which the price came; it stays when the list ends."),
      ColumnSchema(
        "promotion", .text, group: "origin",
        meaning: "The code of the promotion that made it better; figures of promotions are made of it."),
      ColumnSchema(
        "price_id", .reference, references: "prices",
        meaning: "The price of the list from which it came; the server compares the two. NULL for none."),
      ColumnSchema(
        "stock_lease_id", .reference, references: "leases",
        meaning: "The lease of stock from which the units come first; NULL for none."),
      ColumnSchema(
        "stock_taken", .integer, .office,
        meaning: "Units that it has taken from the product's pool; the server's rules count them."),
      ColumnSchema(
        "budget_lease_id", .reference, references: "leases",
        meaning: "The lease of the promotion's budget that pays first for what is given away; NULL for none."),
      ColumnSchema(
        "budget_taken", .integer, .office,
        meaning: "What it has taken from the promotion's budget, in minor units; the server's rules count it."),
    ])
}
