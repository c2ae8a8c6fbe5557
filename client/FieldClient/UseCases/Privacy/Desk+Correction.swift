import ChangeModel
import GRDB

extension Desk {
  /// Notes beside a change that the person asked for it: what was changed, and why.
  func noteCorrection(
    _ reason: String, columns: [String], customer: RowID, contact: RowID? = nil, _ db: Database
  ) throws {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw FieldError(.usage, "say what was wrong, and who said so: --correction WORDS")
    }
    guard try db.tableExists("corrections") else {
      throw FieldError(.failed, "the server does not keep corrections yet: ask the office to update it, then sync")
    }
    try db.insert(
      into: "corrections", id: newID(),
      [
        "customer_id": Value(customer), "contact_id": contact.map { Value($0) } ?? .null,
        "columns": .text(Tags.array(columns)), "reason": .text(reason), "corrected_at": .integer(now),
        "rep_id": try ownRepID(db),
      ])
  }
}
