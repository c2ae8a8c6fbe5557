import ChangeModel

extension FieldSales {
  static let loyaltyEntries = TableSchema(
    "loyalty_entries", meaning: "An entry of a customer's account of points; the balance is the sum of the entries.",
    scope: .parent(column: "customer_id"), deletion: .never,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer whose account it is."),
      ColumnSchema(
        "kind", .text, notNull: true, fallback: .text("redeem"),
        meaning: "`earn`, `redeem`, `grant` of what a threshold promises, `expire` or `adjust`."),
      ColumnSchema(
        "points", .integer, notNull: true, fallback: .integer(0),
        meaning: "Points that come (positive) or go (negative)."),
      ColumnSchema(
        "order_id", .reference, references: "orders", meaning: "The order that earned them; NULL for other entries."),
      ColumnSchema(
        "threshold", .text, meaning: "The code of the threshold whose promise a `grant` keeps; none is kept twice."),
      ColumnSchema("reason", .text, meaning: "What for, in words; the customer is told."),
      ColumnSchema(
        "booked_at", .integer,
        meaning: "When it was booked, in milliseconds since 1970 UTC; the account is in this order."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who booked it."),
    ])

  static let loyaltyThresholds = TableSchema(
    "loyalty_thresholds", meaning: "What a customer earns on reaching so many points or purchases.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "code", .text, .office, notNull: true, unique: true,
        meaning: "The threshold's short name, unique in the org; entries keep it."),
      ColumnSchema("name", .text, .office, meaning: "What the customer is told, such as Gold."),
      ColumnSchema(
        "kind", .text, .office, notNull: true, fallback: .text("gift"),
        meaning: "`tier`, `gift` or `offer`; the highest tier that is reached is the customer's."),
      ColumnSchema(
        "basis", .text, .office, notNull: true, fallback: .text("points"),
        meaning: "`points` ever earned, or `purchases` within the window that the office has set."),
      ColumnSchema(
        "amount", .integer, .office, notNull: true,
        meaning: "From where it is reached: points, or minor units of `currency`."),
      ColumnSchema(
        "currency", .text, .office, meaning: "The currency of purchases, as three letters (ISO 4217)."),
      ColumnSchema(
        "promise", .text, .office, meaning: "What the customer gets, in words; the rep hands it over and books a grant."
      ),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while it is promised, else 0."),
    ])
}
