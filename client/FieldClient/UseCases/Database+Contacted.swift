import ChangeModel
import GRDB

extension Database {
  /// Notes that somebody spoke to a customer: with the customer, and with the leads that are followed up there.
  /// - Parameters:
  ///   - lead: the lead it was about; nil for all open ones of the customer.
  ///   - time: in milliseconds since 1970 UTC.
  func noteContact(customer: RowID, lead: RowID? = nil, at time: Int64) throws {
    try execute(
      sql: """
        UPDATE customers SET last_contact_at = max(coalesce(last_contact_at, 0), :time),
          first_contact_at = min(coalesce(first_contact_at, :time), :time)
        WHERE id = :id
        """,
      arguments: ["time": time, "id": Value(customer).databaseValue])
    try execute(
      sql: """
        UPDATE leads SET last_contact_at = max(coalesce(last_contact_at, 0), :time)
        WHERE customer_id = :customer AND CASE WHEN :lead IS NULL THEN status = 'open' ELSE id = :lead END
        """,
      arguments: [
        "time": time, "customer": Value(customer).databaseValue,
        "lead": (lead.map { Value($0) } ?? .null).databaseValue,
      ])
  }
}
