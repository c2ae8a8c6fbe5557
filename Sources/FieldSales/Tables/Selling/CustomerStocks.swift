import ChangeModel

extension FieldSales {
  static let customerStocks = TableSchema(
    "customer_stocks", meaning: "What stands of a product at a customer whose stock we keep, and between which levels.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema("product_id", .reference, references: "products", notNull: true, meaning: "The product."),
      ColumnSchema("on_hand", .integer, group: "count", meaning: "Units that stood there at the last count."),
      ColumnSchema(
        "counted_at", .integer, group: "count",
        meaning: "When they were counted, in milliseconds since 1970 UTC; what was delivered since is added to them."),
      ColumnSchema(
        "counted_by_id", .reference, group: "count", references: "reps", meaning: "Who counted; NULL is a system."),
      ColumnSchema(
        "minimum", .integer, group: "levels", meaning: "Below so many units it is filled up; NULL for never."),
      ColumnSchema("maximum", .integer, group: "levels", meaning: "Up to so many units it is filled."),
    ])
}
