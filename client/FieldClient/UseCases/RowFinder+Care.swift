import ChangeModel
import GRDB

extension RowFinder {
  static let lead = RowFinder(table: "leads", noun: "lead", handles: [], command: "lead list")
  static let opportunity = RowFinder(
    table: "opportunities", noun: "opportunity", handles: ["name"], command: "opportunity list")
  static let activity = RowFinder(table: "activities", noun: "activity", handles: [], command: "activity list")
  static let task = RowFinder(table: "tasks", noun: "task", handles: ["subject"], command: "task list")
  static let complaint = RowFinder(table: "complaints", noun: "complaint", handles: [], command: "complaint list")
  static let warning = RowFinder(table: "warnings", noun: "warning", handles: [], command: "warning list")
  static let survey = RowFinder(table: "surveys", noun: "survey", handles: ["name"], command: "survey list")
  static let campaign = RowFinder(table: "campaigns", noun: "campaign", handles: ["name"], command: "campaign list")
  static let attachment = RowFinder(
    table: "visit_attachments", noun: "attachment", handles: ["name"], command: "visit attachments VISIT")

  /// The row of that ID, else the only one of the customer of that name.
  /// - Parameter condition: which of the customer's rows come into question, as SQL.
  func find(_ text: String, orOfCustomerWhere condition: String, in db: Database) throws -> RowID {
    if let id = try? find(text, in: db) { return id }
    guard let customer = try? RowFinder.customer.find(text, in: db) else { return try find(text, in: db) }
    let found = try db.records(
      "SELECT id FROM \(table) WHERE customer_id = ? AND \(condition) ORDER BY id LIMIT \(Self.candidatesMax + 1)",
      [Value(customer).databaseValue]
    ).compactMap(\.id)
    guard let first = found.first else {
      throw FieldError(
        .failed, "there is no open \(noun) of \"\(text)\": `godwit \(command ?? "")` shows what there is")
    }
    guard found.count == 1 else {
      let ids = found.prefix(Self.candidatesMax).map(\.description).joined(separator: ", ")
      throw FieldError(.failed, "\"\(text)\" has more than one open \(noun): name one by its ID, such as \(ids)")
    }
    return first
  }
}
