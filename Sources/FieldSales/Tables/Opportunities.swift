import ChangeModel

extension FieldSales {
  static let opportunities = TableSchema(
    "opportunities", meaning: "A deal in the making; the funnel counts them by stage.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer who would buy."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep who works on it."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person who decides, as far as known."),
      ColumnSchema("lead_id", .reference, references: "leads", meaning: "The lead that it grew from, if one."),
      ColumnSchema(
        "campaign_id", .reference, references: "campaigns",
        meaning: "The campaign that brought it; the return on campaigns is counted by it."),
      ColumnSchema("order_id", .reference, references: "orders", meaning: "The order that it became."),
      ColumnSchema("name", .text, notNull: true, meaning: "What it is about, in a few words; lists show it."),
      ColumnSchema(
        "stage", .text, .workflow(opportunityWorkflow), notNull: true, fallback: .text("initial_contact"),
        meaning: "initial_contact, intent, negotiation, contract or lost; the funnel counts by it."),
      ColumnSchema(
        "value", .integer, group: "value",
        meaning: "What it would bring without tax, in minor units of `currency`; the forecast weighs it."),
      ColumnSchema("currency", .text, group: "value", meaning: "The currency of `value`, three letters (ISO 4217)."),
      ColumnSchema(
        "probability", .integer,
        meaning: "The rep's own estimate in basis points, 0 to 10000; NULL for the stage's default in `settings`."),
      ColumnSchema(
        "expected_close_at", .integer,
        meaning: "When a decision is expected, in milliseconds since 1970 UTC; the forecast is by month of it."),
      ColumnSchema("competitor", .text, meaning: "Who else offers; managers compare wins and losses by it."),
      ColumnSchema("lost_reason", .text, meaning: "Why it was lost; managers learn from it."),
      ColumnSchema("opened_at", .integer, .min, meaning: "When it began, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "closed_at", .integer,
        meaning: "When it was signed or lost, in milliseconds since 1970 UTC; conversion is counted by it."),
      ColumnSchema("notes", .text, .text, meaning: "What was offered and said; the next talk builds on it."),
    ])

  static let opportunitySteps = TableSchema(
    "opportunity_steps",
    meaning: "An opportunity entered a stage; days per stage and conversion are counted from these.",
    scope: .parent(column: "opportunity_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "opportunity_id", .reference, references: "opportunities", notNull: true, meaning: "The opportunity."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who moved it."),
      ColumnSchema("stage", .text, meaning: "The stage that was entered."),
      ColumnSchema("stage_before", .text, meaning: "The stage that was left; NULL at the beginning."),
      ColumnSchema("entered_at", .integer, meaning: "When, in milliseconds since 1970 UTC."),
    ])

  /// What may follow which stage of an opportunity. It may fall back; a contract is the end, and stronger than all.
  static let opportunityWorkflow = Workflow(
    states: [
      .init("initial_contact", next: ["intent", "negotiation", "contract", "lost"]),
      .init("intent", next: ["initial_contact", "negotiation", "contract", "lost"]),
      .init("negotiation", next: ["initial_contact", "intent", "contract", "lost"]),
      .init("lost", next: ["initial_contact", "intent", "negotiation"]),
      .init("contract", next: []),
    ],
    initial: ["initial_contact", "intent", "negotiation", "contract"])
}
