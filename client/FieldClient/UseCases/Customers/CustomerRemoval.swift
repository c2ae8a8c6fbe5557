import ChangeModel
import GRDB

/// Takes away all that hangs on a customer, what refers to other rows before those.
struct CustomerRemoval {
  let customer: RowID

  func run(_ db: Database) throws {
    for (table, column, parent) in Self.grandchildren {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE \(column) IN (SELECT id FROM \(parent) WHERE customer_id = ?)",
        arguments: [Value(customer).databaseValue])
    }
    for table in Self.children {
      try db.execute(sql: "DELETE FROM \(table) WHERE customer_id = ?", arguments: [Value(customer).databaseValue])
    }
    try db.execute(
      sql: "UPDATE customers SET referred_by_id = NULL WHERE referred_by_id = ?",
      arguments: [Value(customer).databaseValue])
  }

  private static let grandchildren = [
    ("visit_attachments", "visit_id", "visits"), ("survey_answers", "response_id", "survey_responses"),
    ("opportunity_steps", "opportunity_id", "opportunities"), ("lead_judgements", "lead_id", "leads"),
  ]

  private static let children = [
    "tasks", "care_steps", "campaign_responses", "survey_responses", "activities", "complaints", "opportunities",
    "leads", "visits", "contacts",
  ]
}
