import ChangeModel

extension FieldSales {
  static let contacts = TableSchema(
    "contacts", meaning: "A person at a customer.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "customer_id", .reference, references: "customers", notNull: true,
        meaning: "The customer for whom the person works or speaks."),
      ColumnSchema("name", .text, notNull: true, meaning: "The person's full name; the rep asks for it at the door."),
      ColumnSchema(
        "role", .text, meaning: "What the person does there, such as buyer or owner; the rep prepares by it."),
      ColumnSchema(
        "influence", .text,
        meaning: "The part in a purchase: decides, influences, uses, blocks or none; the rep plans talks by it."),
      ColumnSchema("phone", .text, meaning: "The person's number, as dialled; reps call it."),
      ColumnSchema("email", .text, meaning: "The person's address for mail; reps and the office write to it."),
      ColumnSchema("birth_date", .text, meaning: "The birthday as YYYY-MM-DD; the rep congratulates."),
      ColumnSchema("notes", .text, .text, meaning: "What to know before talking to the person."),
      ColumnSchema(
        "is_primary", .integer, notNull: true, fallback: .integer(0),
        meaning: "1 for the person to ask first, else 0; lists show that one."),
      ColumnSchema(
        "code", .text, .office,
        meaning: "The key in the system that the office imports from; the office finds the row again by it."),
      ColumnSchema(
        "attitude", .text, meaning: "How the person thinks of us: for, neutral or against; the rep plans talks by it."),
      ColumnSchema("interests", .text, meaning: "What the person likes to talk about; the rep opens with it."),
      ColumnSchema(
        "consent_phone", .integer, .min,
        meaning: "1 if the person agreed to calls, 0 if not, NULL if never asked; of two answers the refusal stands."),
      ColumnSchema(
        "consent_email", .integer, .min,
        meaning: "1 if the person agreed to mails, 0 if not, NULL if never asked; of two answers the refusal stands."),
      ColumnSchema(
        "consent_message", .integer, .min,
        meaning: "1 if the person agreed to messages, 0 if not, NULL if never asked; the refusal stands."),
      ColumnSchema(
        "left_at", .integer,
        meaning: "When the person left the customer, in milliseconds since 1970 UTC; NULL while there."),
      ColumnSchema(
        "erased_at", .integer, .office,
        meaning:
          "When all that was personal was erased, in milliseconds since 1970 UTC; nothing personal is taken again."),
    ])
}
