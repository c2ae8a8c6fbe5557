import ChangeModel

extension FieldSales {
  static let careSteps = TableSchema(
    "care_steps", meaning: "A step of care that was taken, or put aside: what is not here and is due is proposed.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who took it."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person, such as whose birthday it was."),
      ColumnSchema("order_id", .reference, references: "orders", meaning: "The purchase that gave occasion."),
      ColumnSchema(
        "product_id", .reference, references: "products", meaning: "The product to be replaced, or proposed."),
      ColumnSchema(
        "kind", .text, notNull: true, fallback: .text("thanks"),
        meaning: "thanks, satisfaction, cross_sell, referral, birthday or replacement."),
      ColumnSchema(
        "occasion_at", .integer,
        meaning:
          "The day that gave occasion, in milliseconds since 1970 UTC: of the purchase, the birthday, the end of life."),
      ColumnSchema("done_at", .integer, .first, meaning: "When, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "outcome", .text, meaning: "done, declined, skipped or not_reached; one not reached is proposed again."),
      ColumnSchema(
        "score", .integer, meaning: "How satisfied the customer is, 1 to 5; from 4 on a referral is asked for."),
      ColumnSchema("note", .text, meaning: "What was said, or whom they named."),
    ])
}
