import ChangeModel

extension FieldSales {
  static let leads = TableSchema(
    "leads", meaning: "Someone who may buy: followed up in the rhythm of the level until there is a deal, or none.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true, meaning: "The customer who may buy."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "The rep who follows the lead up."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person to speak to; the rep asks for them."),
      ColumnSchema(
        "product_id", .reference, references: "products", meaning: "The product in question, when there is one."),
      ColumnSchema("interest", .text, meaning: "What they look for, in words; the rep opens the talk with it."),
      ColumnSchema(
        "level", .text, group: "judgement", notNull: true, fallback: .text("later"),
        meaning: "Expected time to a deal: deposit, week, month, quarter, later; the rhythm of contacts follows it."),
      ColumnSchema(
        "signal", .text, group: "judgement",
        meaning:
          "What they showed last: none, interest, intention, comparing, asking_price, negotiating, deposit; it suggests a level."
      ),
      ColumnSchema(
        "judged_at", .integer, group: "judgement",
        meaning: "When the level was judged last, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "status", .text, group: "ending", notNull: true, fallback: .text("open"),
        meaning: "`open`, `won` or `lost`; only open ones are followed up."),
      ColumnSchema(
        "lost_reason", .text, group: "ending", meaning: "Why there was no deal; managers learn from it."),
      ColumnSchema(
        "closed_at", .integer, group: "ending",
        meaning: "When it was won or lost, in milliseconds since 1970 UTC; conversion is counted by it."),
      ColumnSchema(
        "source", .text,
        meaning:
          "How the lead came: survey, campaign, visit, fair, web, call_centre, complaint, referral, list, partner."),
      ColumnSchema(
        "campaign_id", .reference, references: "campaigns", meaning: "The campaign that brought the lead, if one did."),
      ColumnSchema(
        "value", .integer, group: "value", meaning: "What the deal may be worth, in minor units of `currency`."),
      ColumnSchema("currency", .text, group: "value", meaning: "The currency of `value`, three letters (ISO 4217)."),
      ColumnSchema(
        "expected_at", .integer, meaning: "When they mean to buy, in milliseconds since 1970 UTC; the level follows."),
      ColumnSchema(
        "opened_at", .integer, .min, meaning: "When the lead was noted, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "last_contact_at", .integer, .max,
        meaning: "Last contact about it, in milliseconds since 1970 UTC; the next is due one rhythm later."),
      ColumnSchema("notes", .text, .text, meaning: "What the next one who calls should know."),
    ])

  static let leadJudgements = TableSchema(
    "lead_judgements", meaning: "What was thought of a lead at one contact: the history of its level.",
    scope: .parent(column: "lead_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("lead_id", .reference, references: "leads", notNull: true, meaning: "The lead that was judged."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who judged."),
      ColumnSchema("judged_at", .integer, meaning: "When, in milliseconds since 1970 UTC; the history's order."),
      ColumnSchema("level_before", .text, meaning: "The level until then; NULL at the first judgement."),
      ColumnSchema("level", .text, meaning: "The level from then on: deposit, week, month, quarter, later."),
      ColumnSchema("signal", .text, meaning: "What the customer showed, as in `leads`."),
      ColumnSchema("note", .text, meaning: "Why, in words; whoever takes the lead over reads it."),
    ])
}
