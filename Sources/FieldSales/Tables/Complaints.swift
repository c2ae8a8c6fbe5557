import ChangeModel

extension FieldSales {
  static let complaints = TableSchema(
    "complaints", meaning: "A customer is not content: followed step by step, each with a clock, until it helped.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: complaintSubject + complaintSteps + complaintEscalation)

  private static let complaintSubject = [
    ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
    ColumnSchema("contact_id", .reference, references: "contacts", meaning: "Who complained; they get the answer."),
    ColumnSchema("order_id", .reference, references: "orders", meaning: "The order in question."),
    ColumnSchema(
      "product_id", .reference, references: "products", meaning: "The product in question; figures count by it."),
    ColumnSchema("taken_by_id", .reference, references: "reps", meaning: "Who heard of it first."),
    ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who resolves it; NULL until the triage."),
    ColumnSchema("subject", .text, notNull: true, meaning: "What is wrong, in a few words; lists show it."),
    ColumnSchema("description", .text, .text, meaning: "What happened, in the customer's words."),
    ColumnSchema("wanted", .text, meaning: "What the customer asks for; the answer speaks to it."),
    ColumnSchema(
      "cause", .text, meaning: "quality, delivery, price, service, billing or other; figures count by it."),
    ColumnSchema(
      "severity", .integer, notNull: true, fallback: .integer(2),
      meaning: "1 grave, 2 usual, 3 slight; the grave ones come first."),
    ColumnSchema("channel", .text, meaning: "How it came: visit, phone, mail, web, letter."),
  ]

  private static let complaintSteps = [
    ColumnSchema(
      "status", .text, .workflow(complaintWorkflow), notNull: true, fallback: .text("received"),
      meaning: "received, triaged, resolving, answered or followed_up; each but the last has a clock."),
    ColumnSchema(
      "received_at", .integer, .first, meaning: "When it came, in milliseconds since 1970 UTC; the first clock starts."),
    ColumnSchema(
      "triaged_at", .integer, .first,
      meaning: "When it was judged and given to someone, in milliseconds since 1970 UTC."),
    ColumnSchema("started_at", .integer, .first, meaning: "When work on it began, in milliseconds since 1970 UTC."),
    ColumnSchema(
      "answered_at", .integer, .first, meaning: "When the customer was answered, in milliseconds since 1970 UTC."),
    ColumnSchema(
      "followed_up_at", .integer, .first,
      meaning: "When the customer was asked whether it helped, in milliseconds since 1970 UTC."),
    ColumnSchema("answer", .text, meaning: "What the customer was told; required from `answered` on."),
    ColumnSchema(
      "satisfaction", .integer, meaning: "How content the customer was in the end, 1 to 5; figures count by it."),
  ]

  private static let complaintEscalation = [
    ColumnSchema(
      "escalated_at", .integer, .first, group: "escalation",
      meaning: "When someone called for help, in milliseconds since 1970 UTC; NULL while only the clock does."),
    ColumnSchema(
      "escalated_by_id", .reference, .first, group: "escalation", references: "reps", meaning: "Who called for help."),
    ColumnSchema(
      "escalation_reason", .text, .first, group: "escalation", meaning: "Why; the manager decides by it."),
  ]

  /// What may follow which state of a complaint. One whose answer did not help is worked on again.
  static let complaintWorkflow = Workflow(
    states: [
      .init("received", next: ["triaged", "resolving", "answered"]),
      .init("triaged", next: ["resolving", "answered"]),
      .init("answered", next: ["followed_up", "resolving"]),
      .init("resolving", next: ["answered"]),
      .init("followed_up", next: ["resolving"]),
    ],
    initial: ["received", "triaged", "resolving", "answered"])
}
