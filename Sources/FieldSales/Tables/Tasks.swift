import ChangeModel

extension FieldSales {
  /// A task hangs on a territory, not on its customer, because some have none: a rep's own reminders.
  static let tasks = TableSchema(
    "tasks", meaning: "Something to do by a time, for a customer or for oneself.",
    scope: .owner(column: "territory_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "territory_id", .reference, references: "territories", meaning: "Whose reps and managers see it."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who is to do it; NULL for whoever comes first."),
      ColumnSchema("created_by_id", .reference, references: "reps", meaning: "Who asked for it."),
      ColumnSchema("customer_id", .reference, references: "customers", meaning: "The customer it is for."),
      ColumnSchema("contact_id", .reference, references: "contacts", meaning: "The person it is for."),
      ColumnSchema("lead_id", .reference, references: "leads", meaning: "The lead it is about."),
      ColumnSchema(
        "opportunity_id", .reference, references: "opportunities", meaning: "The opportunity it is about."),
      ColumnSchema("complaint_id", .reference, references: "complaints", meaning: "The complaint it is about."),
      ColumnSchema("subject", .text, notNull: true, meaning: "What is to be done, in a few words."),
      ColumnSchema(
        "due_at", .integer, meaning: "By when, in milliseconds since 1970 UTC; NULL for some time."),
      ColumnSchema(
        "remind_at", .integer, meaning: "From when it is shown, in milliseconds since 1970 UTC; NULL for the due day."),
      ColumnSchema(
        "priority", .integer, notNull: true, fallback: .integer(2),
        meaning: "1 before all others, 2 as usual, 3 when there is time; the day's list is in this order."),
      ColumnSchema(
        "done_at", .integer, .first, group: "done", meaning: "When it was done, in milliseconds since 1970 UTC."),
      ColumnSchema("outcome", .text, .first, group: "done", meaning: "What came of it."),
      ColumnSchema("notes", .text, .text, meaning: "What else to know before doing it."),
    ])
}
