import ChangeModel

extension FieldSales {
  static let campaigns = TableSchema(
    "campaigns", meaning: "An effort to win or keep customers, with what it cost and whom it is for.",
    scope: .org, deletion: .updateWins,
    columns: [
      ColumnSchema("name", .text, notNull: true, meaning: "What people call it."),
      ColumnSchema(
        "kind", .text,
        meaning: "call, mail, message, visit, fair, event, advertisement or partner; consent is asked by it."),
      ColumnSchema("goal", .text, meaning: "What it is to bring about."),
      ColumnSchema("starts_at", .integer, meaning: "When it begins, in milliseconds since 1970 UTC."),
      ColumnSchema("ends_at", .integer, meaning: "When it ends, in milliseconds since 1970 UTC."),
      ColumnSchema("budget", .integer, group: "cost", meaning: "What it may cost, in minor units of `currency`."),
      ColumnSchema(
        "cost", .integer, group: "cost",
        meaning: "What it did cost, in minor units of `currency`; its return is counted by it."),
      ColumnSchema("currency", .text, group: "cost", meaning: "The currency of both, three letters (ISO 4217)."),
      ColumnSchema("target_segment", .text, group: "target", meaning: "Only customers of this segment; NULL for all."),
      ColumnSchema("target_grade", .text, group: "target", meaning: "Only customers of this grade; NULL for all."),
      ColumnSchema("target_status", .text, group: "target", meaning: "Only customers in this state; NULL for all."),
      ColumnSchema("target_tag", .text, group: "target", meaning: "Only customers with this tag; NULL for all."),
      ColumnSchema("notes", .text, .text, meaning: "What reps should say and bring."),
    ])

  static let campaignResponses = TableSchema(
    "campaign_responses", meaning: "How a customer responded to a campaign.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema("campaign_id", .reference, references: "campaigns", meaning: "The campaign."),
      ColumnSchema("contact_id", .reference, references: "contacts", meaning: "The person who responded."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who noted it."),
      ColumnSchema(
        "response", .text, notNull: true, fallback: .text("reached"),
        meaning: "reached, interested, bought or declined; response rates are counted by it."),
      ColumnSchema("responded_at", .integer, meaning: "When, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "order_id", .reference, references: "orders",
        meaning: "The order that came of it; the return is counted by its total."),
      ColumnSchema("note", .text, meaning: "What they said."),
    ])
}
