import FieldSales
import GRDB

/// Which answer of a customer allows which way of speaking to them, and for what.
enum Consent {
  /// The column of customers and contacts that holds the answer for all purposes; nil for what needs none.
  static func column(for kind: String) -> String? {
    switch kind {
    case "call": "consent_phone"
    case "mail": "consent_email"
    case "message": "consent_message"
    case "post": "consent_post"
    default: nil
    }
  }

  /// SQL that is 1 where the customer `c` does not want to be spoken to this way for this purpose; nil for ways that need no
  /// consent.
  ///
  /// A refusal of the channel stands for all purposes. Else the latest answer for the purpose counts; who was never asked is
  /// addressed unless the org asks first (`consent.ask_first`).
  static func refusal(_ kind: String, for purpose: String, in db: Database) throws -> String? {
    guard let column = column(for: kind), FieldSales.consentPurposes.contains(purpose) else { return nil }
    let unasked = try db.settings()[Setting.consentAskFirst] == 1 ? "c.\(column) IS NULL" : "0"
    guard try db.tableExists("consents") else { return "(coalesce(c.\(column), 1) = 0 OR \(unasked))" }
    return """
      (coalesce(c.\(column), 1) = 0 OR coalesce((
        SELECT x.answer = 'refused' OR x.withdrawn_at IS NOT NULL FROM consents AS x
        WHERE x.customer_id = c.id AND x.contact_id IS NULL AND x.channel = '\(kind)' AND x.purpose = '\(purpose)'
        ORDER BY max(coalesce(x.answered_at, 0), coalesce(x.withdrawn_at, 0)) DESC, x.id DESC LIMIT 1), \(unasked)))
      """
  }
}
