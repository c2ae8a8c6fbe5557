import ChangeModel

extension FieldSales {
  /// The ways of speaking to somebody that need their consent.
  public static let consentChannels = ["call", "mail", "message", "post"]

  /// What somebody may agree to be spoken to for.
  public static let consentPurposes = ["marketing", "service", "survey"]

  static let consents = TableSchema(
    "consents",
    meaning: "What a customer or contact agreed to, or refused: one channel for one purpose, with its proof.",
    scope: .parent(column: "customer_id"), deletion: .never,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema(
        "contact_id", .reference, references: "contacts", meaning: "The person, if it is theirs and not the customer's."
      ),
      ColumnSchema("channel", .text, notNull: true, meaning: "call, mail, message or post; campaigns ask by it."),
      ColumnSchema(
        "purpose", .text, notNull: true, fallback: .text("marketing"),
        meaning: "marketing, service or survey; nobody is written to for another one."),
      ColumnSchema(
        "answer", .text, notNull: true, fallback: .text("given"), meaning: "given or refused; the latest answer counts."
      ),
      ColumnSchema("answered_at", .integer, meaning: "When they said so, in milliseconds since 1970 UTC."),
      ColumnSchema("answered_by", .text, meaning: "Who said so, if not the customer or contact."),
      ColumnSchema(
        "proof", .text, meaning: "How it can be proved: the form, mail, recording or talk, and where that is kept."),
      ColumnSchema(
        "withdrawn_at", .integer, .min,
        meaning: "When they took it back, in milliseconds since 1970 UTC; of two dates the earlier stands."),
      ColumnSchema("withdrawal", .text, meaning: "How they took it back."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who noted it."),
    ])

  static let corrections = TableSchema(
    "corrections",
    meaning: "A correction that a person asked for: which columns, and why. The values stand in the row itself.",
    scope: .parent(column: "customer_id"), deletion: .never,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema("contact_id", .reference, references: "contacts", meaning: "The person, if the row is a contact's."),
      ColumnSchema(
        "columns", .text, notNull: true, meaning: "The columns that were corrected, as a JSON array of texts."),
      ColumnSchema("reason", .text, notNull: true, meaning: "What was wrong, and who said so; an auditor reads it."),
      ColumnSchema("corrected_at", .integer, notNull: true, meaning: "When, in milliseconds since 1970 UTC."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who corrected it."),
    ])
}
