import ChangeModel

extension FieldSales {
  /// What may follow which state of a return. Goods that have come back are a fact, so that is stronger than a change of
  /// mind.
  static let returnWorkflow = Workflow(
    states: [
      .init("requested", next: ["approved", "refused", "cancelled"]),
      .init("approved", next: ["received", "refused", "cancelled"]),
      .init("refused", next: []),
      .init("cancelled", next: []),
      .init("received", next: ["refunded"]),
      .init("refunded", next: []),
    ],
    initial: ["requested"])

  static let returns = TableSchema(
    "returns", meaning: "Goods of an order that the customer wants to give back, and what becomes of it.",
    scope: .parent(column: "order_id"), deletion: .never,
    columns: [
      ColumnSchema("order_id", .reference, references: "orders", notNull: true, meaning: "The order they came with."),
      ColumnSchema(
        "number", .text, unique: true, meaning: "The document number that people quote, unique in the org."),
      ColumnSchema(
        "status", .text, .workflow(returnWorkflow), notNull: true, fallback: .text("requested"),
        meaning: "How far it is: requested, approved or refused, received, refunded, or cancelled."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep who took it up."),
      ColumnSchema(
        "reason", .text,
        meaning: "Why: damaged, wrong, late, quality, mistake, unsold or other; figures of causes are made of it."),
      ColumnSchema(
        "requested_at", .integer, meaning: "When the customer asked, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "received_at", .integer, .office, meaning: "When the goods came back, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "refunded_at", .integer, .office, meaning: "When the money went back, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "refund_amount", .integer, .office,
        meaning: "What went back, in minor units of the order's currency; the view `return_totals` says what is due."),
      ColumnSchema(
        "credit_number", .text, .office, meaning: "The number of the credit note; the customer's books need it."),
      ColumnSchema("decision", .text, meaning: "Why it was approved or refused; the rep tells the customer."),
      ColumnSchema("notes", .text, .text, meaning: "What else is to be known about it."),
    ])

  static let returnLines = TableSchema(
    "return_lines", meaning: "Units of an order line that come back.",
    scope: .parent(column: "return_id"), deletion: .updateWins, joinsParent: true,
    columns: [
      ColumnSchema("return_id", .reference, references: "returns", notNull: true, meaning: "The return."),
      ColumnSchema(
        "order_line_id", .reference, references: "order_lines", notNull: true,
        meaning: "The line of the order from which they are; its price is refunded."),
      ColumnSchema(
        "quantity", .integer, notNull: true, fallback: .integer(1),
        meaning: "Units that come back, above 0; all returns of a line together are no more than was ordered."),
      ColumnSchema(
        "condition", .text, meaning: "`good`, `damaged` or `unknown`; the warehouse puts good ones back on the shelf."),
    ])
}
