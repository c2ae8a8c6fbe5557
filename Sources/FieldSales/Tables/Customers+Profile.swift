import ChangeModel

extension FieldSales {
  /// What makes a customer more than an address: the person, the company, consent, and the org's own fields.
  static let customerProfile = [
    ColumnSchema("salutation", .text, meaning: "How the person is addressed; letters and calls begin with it."),
    ColumnSchema("language", .text, meaning: "The language the customer prefers, such as `en` or `zh`."),
    ColumnSchema("consumption", .text, .text, meaning: "A person's habits of buying: what, where, how much."),
    ColumnSchema("education", .text, meaning: "A person's education; the rep explains by it."),
    ColumnSchema("career", .text, .text, meaning: "A person's work and way to it."),
    ColumnSchema("family", .text, .text, meaning: "A person's family, as far as they told; the rep asks after them."),
    ColumnSchema("lifestyle", .text, .text, meaning: "What a person likes and does; offers are chosen by it."),
    ColumnSchema("character", .text, meaning: "How a person decides and speaks; the rep prepares by it."),
    ColumnSchema("traits", .text, .text, meaning: "What marks a company: owners, size, style, what it is proud of."),
    ColumnSchema("employees", .integer, meaning: "People who work there."),
    ColumnSchema(
      "annual_revenue", .integer,
      meaning: "A company's sales of a year, in minor units of `currency`; potential is read by it."),
    ColumnSchema(
      "business_state", .text, .text, meaning: "How a company's business goes: growing, steady, in trouble."),
    ColumnSchema(
      "trade_state", .text, .text, meaning: "How it trades with us: share of its needs, other suppliers, how it pays."),
    ColumnSchema("referred_by_id", .reference, references: "customers", meaning: "The customer who named this one."),
    ColumnSchema(
      "consent_message", .integer, .min,
      meaning: "1 if the customer agreed to messages, 0 if not, NULL if never asked; of two answers the refusal stands."
    ),
    ColumnSchema(
      "consent_post", .integer, .min,
      meaning: "1 if the customer agreed to letters, 0 if not, NULL if never asked; of two answers the refusal stands."),
    ColumnSchema(
      "custom_fields", .text, .set,
      meaning: "The org's own fields, as a JSON array of texts `name=value`; two edits of two fields both stand."),
    ColumnSchema(
      "erased_at", .integer, .office,
      meaning: "When all that was personal was erased, in milliseconds since 1970 UTC; nothing personal is taken again."
    ),
    ColumnSchema(
      "credit_leased", .integer, .office,
      meaning:
        "Of the credit, what live leases hold and nobody has spent yet, in minor units; the server's rules count it."),
  ]
}
