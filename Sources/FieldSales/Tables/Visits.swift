import ChangeModel

extension FieldSales {
  static let visits = TableSchema(
    "visits", meaning: "A meeting at a customer's, planned or made.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer who is visited."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep who goes; day plans are made of it."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person to meet; the rep asks for them."),
      ColumnSchema(
        "planned_at", .integer, group: "plan",
        meaning: "When the visit is to begin, in milliseconds since 1970 UTC; the day's route is made of it."),
      ColumnSchema(
        "route_order", .integer, group: "plan",
        meaning: "The place in the day's route, from 1; the rep drives in this order."),
      ColumnSchema(
        "check_in_at", .integer, .first,
        meaning: "When the rep arrived, in milliseconds since 1970 UTC; managers see that the visit took place."),
      ColumnSchema(
        "check_in_latitude", .integer, .first, group: "check_in_place",
        meaning: "Latitude at check-in in millionths of a degree; it shows where the rep was."),
      ColumnSchema(
        "check_in_longitude", .integer, .first, group: "check_in_place",
        meaning: "Longitude at check-in in millionths of a degree; it shows where the rep was."),
      ColumnSchema(
        "check_out_at", .integer, .first,
        meaning: "When the rep left, in milliseconds since 1970 UTC; managers read the time spent."),
      ColumnSchema(
        "purpose", .text, meaning: "Why the visit: first contact, offer, order, delivery, complaint, care."),
      ColumnSchema("outcome", .text, meaning: "What came of it: order, promise, refused, absent; the funnel reads it."),
      ColumnSchema("next_step", .text, meaning: "What was agreed to do next; the rep follows it up."),
      ColumnSchema(
        "next_step_at", .integer, meaning: "When the next step is due, in milliseconds since 1970 UTC."),
      ColumnSchema("notes", .text, .text, meaning: "What was said and seen; the next visitor reads it."),
    ])
}
