import ChangeModel

extension FieldSales {
  static let targets = TableSchema(
    "targets", meaning: "What a rep, a territory, a product group or a customer is to reach in a period.",
    scope: .owner(column: "territory_id"), deletion: .deleteWins,
    columns: [
      ColumnSchema(
        "territory_id", .reference, references: "territories",
        meaning: "The territory whose sales count and who sees the target; NULL is the whole org."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep whose sales count; NULL is everyone."),
      ColumnSchema(
        "product_group", .text, meaning: "The product group that counts; NULL is everything."),
      ColumnSchema(
        "measure", .text, notNull: true, fallback: .text("sales"),
        meaning: "What is counted: `sales` in money, `orders`, `visits` made, or new `customers`."),
      ColumnSchema(
        "amount", .integer, notNull: true, fallback: .integer(0),
        meaning: "What is to be reached: minor units of `currency` for sales, else a number."),
      ColumnSchema("currency", .text, meaning: "The currency of a sales target, as three letters (ISO 4217)."),
      ColumnSchema(
        "period_from", .integer, group: "period",
        meaning: "The period's beginning, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "period_until", .integer, group: "period",
        meaning: "The moment from which nothing counts any more, in milliseconds since 1970 UTC."),
      ColumnSchema("name", .text, meaning: "What people call it, such as Q4 tea."),
      ColumnSchema(
        "customer_id", .reference, references: "customers",
        meaning: "The customer whose purchases count, as planned with them; NULL is everyone."),
    ])
}
