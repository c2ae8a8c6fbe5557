import ChangeModel
import FieldSales

/// Something that a person should be warned of, as it stands now.
struct WarningFinding {
  /// What it is about: the same thing is warned of once.
  struct Subject: Hashable {
    var kind: WarningKind
    var customer: RowID
    var id: RowID
  }

  var subject: Subject
  var owner: Value
  /// In milliseconds since 1970 UTC; NULL if unknown.
  var since: Value
  /// In minor units of the currency; NULL if unknown.
  var amount: Value
  var currency: Value

  /// - Parameter row: `customer_id`, `subject_id` if it is another row, `owner_id`, `since_at`, `amount`, `currency`.
  init?(_ kind: WarningKind, _ row: Record) {
    guard let customer = row.rowID("customer_id") else { return nil }
    subject = Subject(kind: kind, customer: customer, id: row.rowID("subject_id") ?? customer)
    owner = row["owner_id"] ?? .null
    since = row["since_at"] ?? .null
    amount = row["amount"] ?? .null
    currency = row["currency"] ?? .null
  }
}
