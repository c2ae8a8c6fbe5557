import ChangeModel

extension FieldSales {
  static let orders = TableSchema(
    "orders", meaning: "What a customer ordered; its goods are the order lines, its total is the view `order_totals`.",
    scope: .parent(column: "customer_id"), deletion: .never,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer who orders."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep who took the order and is paid for it."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person who ordered; the office asks them back."),
      ColumnSchema(
        "number", .text, unique: true,
        meaning: "The document number that people quote, unique in the org; NULL until one is drawn."),
      ColumnSchema(
        "status", .text, .workflow(orderWorkflow), notNull: true, fallback: .text("draft"),
        meaning:
          "How far the order is: quote, draft, submitted, on_hold, confirmed, picked, shipped, delivered, invoiced, cancelled."
      ),
      ColumnSchema("currency", .text, meaning: "The currency of the lines, as three letters (ISO 4217)."),
      ColumnSchema(
        "placed_at", .integer,
        meaning: "When the customer ordered, in milliseconds since 1970 UTC; figures count by it."),
      ColumnSchema(
        "expected_at", .integer,
        meaning: "When delivery was promised, in milliseconds since 1970 UTC; late orders are found by it."),
      ColumnSchema(
        "delivered_at", .integer, .office,
        meaning: "When the goods were handed over, in milliseconds since 1970 UTC; care rhythms start there."),
      ColumnSchema(
        "customer_reference", .text,
        meaning: "The customer's own order number; the customer finds our papers by it."),
      ColumnSchema("memo", .text, meaning: "What else was agreed; the office reads it before confirming."),
      ColumnSchema(
        "hold_reason", .text,
        meaning: "Why the order is on hold, in words; the rep tells the customer, a manager decides by it."),
      ColumnSchema(
        "backorder_number", .text, .office,
        meaning: "The number of the order that delivers what was missing; the rep follows the rest by it."),
      ColumnSchema(
        "valid_until", .integer,
        meaning:
          "Until when a quote's prices are promised, in milliseconds since 1970 UTC; after it they are found anew."),
      ColumnSchema(
        "priced_at", .integer, group: "pricing",
        meaning: "When the lines were last given prices, in milliseconds since 1970 UTC; validity is judged by it."),
      ColumnSchema(
        "prices_known_at", .integer, group: "pricing",
        meaning: "The last sync before that, in milliseconds since 1970 UTC; what the office changed later was unknown."
      ),
      ColumnSchema(
        "deliver_from", .integer, group: "window",
        meaning: "The delivery window's beginning, in milliseconds since 1970 UTC; the carrier comes no earlier."),
      ColumnSchema(
        "deliver_until", .integer, group: "window",
        meaning: "The delivery window's end, in milliseconds since 1970 UTC; the carrier comes no later."),
      ColumnSchema(
        "warehouse", .text,
        meaning: "The code of the warehouse that is to deliver; NULL leaves it to the office."),
      ColumnSchema(
        "credit_lease_id", .reference, references: "leases",
        meaning: "The lease of credit that the order spends; NULL for none."),
      ColumnSchema(
        "credit_taken", .integer, .office,
        meaning: "What it has spent of that lease, in minor units; the server's rules count it."),
      ColumnSchema(
        "known_position", .integer,
        meaning: "The version of prices and credit that it was taken by: how far the replica knew the server's log."),
      ColumnSchema(
        "judgement", .text, .office,
        meaning: "What the server's rules said of its prices and leases, in words; NULL when there was nothing to say."),
    ])
}
