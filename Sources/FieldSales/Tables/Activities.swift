import ChangeModel

extension FieldSales {
  static let activities = TableSchema(
    "activities", meaning: "A contact other than a visit, made or agreed: a call, a mail, a message, an appointment.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer it was with."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who made it, or will."),
      ColumnSchema("contact_id", .reference, references: "contacts", meaning: "The person at the other end."),
      ColumnSchema("lead_id", .reference, references: "leads", meaning: "The lead it was about."),
      ColumnSchema(
        "opportunity_id", .reference, references: "opportunities", meaning: "The opportunity it was about."),
      ColumnSchema(
        "kind", .text, notNull: true, fallback: .text("call"),
        meaning: "call, mail, message, appointment or meeting; consent is asked by it."),
      ColumnSchema(
        "direction", .text, notNull: true, fallback: .text("out"), meaning: "`out` for ours, `in` for theirs."),
      ColumnSchema(
        "planned_at", .integer,
        meaning: "When it is to be, in milliseconds since 1970 UTC; the day's list shows it until it is done."),
      ColumnSchema("done_at", .integer, .first, meaning: "When it took place, in milliseconds since 1970 UTC."),
      ColumnSchema("minutes", .integer, meaning: "How long it took, in minutes."),
      ColumnSchema("subject", .text, meaning: "What it was about; lists show it."),
      ColumnSchema("outcome", .text, meaning: "What came of it: reached, not_reached, promise, order, refused."),
      ColumnSchema("next_step", .text, meaning: "What was agreed to do next; the rep follows it up."),
      ColumnSchema("next_step_at", .integer, meaning: "When the next step is due, in milliseconds since 1970 UTC."),
      ColumnSchema("notes", .text, .text, meaning: "What was said; the next one who calls reads it."),
    ])
}
