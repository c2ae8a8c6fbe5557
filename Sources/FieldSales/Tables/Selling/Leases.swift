import ChangeModel

extension FieldSales {
  /// What may follow which state of a lease. What has ended does not begin again, and the office's end is the stronger one.
  static let leaseWorkflow = Workflow(
    states: [
      .init("asked", next: ["granted", "refused", "returned"]),
      .init("granted", next: ["returned", "expired"]),
      .init("refused", next: []),
      .init("returned", next: []),
      .init("expired", next: []),
    ],
    initial: ["asked"])

  static let leases = TableSchema(
    "leases",
    meaning: "A share of a stock, of a promotion's budget or of a customer's credit that a rep may spend offline.",
    scope: .owner(column: "rep_id"), deletion: .never,
    columns: [
      ColumnSchema("rep_id", .reference, references: "reps", notNull: true, meaning: "The rep who may spend it."),
      ColumnSchema(
        "number", .text, unique: true, meaning: "The document number that people quote, unique in the org."),
      ColumnSchema(
        "device", .integer, meaning: "The number of the device that asked; its leases are taken back when it is lost."),
      ColumnSchema("kind", .text, notNull: true, meaning: "`stock`, `promotion` or `credit`: what it is a share of."),
      ColumnSchema(
        "product_id", .reference, references: "products", meaning: "The product, of a lease of stock; else NULL."),
      ColumnSchema(
        "promotion_id", .reference, references: "promotions",
        meaning: "The promotion, of a lease of its budget; else NULL."),
      ColumnSchema(
        "customer_id", .reference, references: "customers", meaning: "The customer, of a lease of credit; else NULL."),
      ColumnSchema(
        "asked", .integer, notNull: true, fallback: .integer(0),
        meaning: "What the rep asked for: units, or minor units of money."),
      ColumnSchema(
        "asked_at", .integer, meaning: "When the rep asked, in milliseconds since 1970 UTC; lists are in this order."),
      ColumnSchema(
        "status", .text, .workflow(leaseWorkflow), notNull: true, fallback: .text("asked"),
        meaning: "How far it is: asked, granted or refused, returned by the rep, expired by the clock."),
      ColumnSchema(
        "granted", .integer, .office, meaning: "What the server granted: units, or minor units of money."),
      ColumnSchema(
        "spent", .integer, .office,
        meaning: "What orders have taken of it; what is granted and not spent is kept for the rep."),
      ColumnSchema(
        "expires_at", .integer, .office,
        meaning: "Orders that are taken before count, in milliseconds since 1970 UTC, by the server's clock."),
      ColumnSchema("answer", .text, .office, meaning: "Why it was granted in part, or refused, in words."),
      ColumnSchema(
        "closed_at", .integer, .office,
        meaning: "When what was left of it went back, in milliseconds since 1970 UTC."),
    ])
}
