import ChangeModel

extension FieldSales {
  /// Its ID is made of what it is about, so that two replicas that find the same write one row (`WarningKind.id`).
  static let warnings = TableSchema(
    "warnings", meaning: "An early warning about a customer: what was found, who sees to it, and what was done.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer it is about."),
      ColumnSchema(
        "kind", .text, notNull: true, fallback: .text("credit"),
        meaning: "What is wrong: credit, overdue, plan, churn, complaint, lead, visit or replacement."),
      ColumnSchema(
        "subject_id", .blob,
        meaning: "The `id` of the complaint, lead, target or product in question, else of the customer."),
      ColumnSchema(
        "turn", .integer, notNull: true, fallback: .integer(0),
        meaning: "How many times the same was warned of, and ended, before."),
      ColumnSchema(
        "owner_id", .reference, references: "reps", meaning: "Who sees to it; NULL for whoever comes first."),
      ColumnSchema("since_at", .integer, .min, meaning: "Since when it is so, in milliseconds since 1970 UTC."),
      ColumnSchema("raised_at", .integer, .min, meaning: "When it was found, in milliseconds since 1970 UTC."),
      ColumnSchema("due_at", .integer, meaning: "By when something is to be done, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "amount", .integer, group: "stake", meaning: "What is at stake, in minor units of `currency`; NULL if unknown."),
      ColumnSchema("currency", .text, group: "stake", meaning: "The currency of `amount`, three letters (ISO 4217)."),
      ColumnSchema(
        "done_at", .integer, .first, group: "done",
        meaning: "When somebody did something, in milliseconds since 1970 UTC."
      ),
      ColumnSchema("done_by_id", .reference, .first, group: "done", references: "reps", meaning: "Who did it."),
      ColumnSchema("action", .text, .first, group: "done", meaning: "What was done; managers learn from it."),
      ColumnSchema(
        "ended_at", .integer, .first,
        meaning: "When it was found not to be so any more, in milliseconds since 1970 UTC; NULL while it is so."),
    ])
}
