import ChangeModel
import FieldSales
import GRDB

/// What a customer owes and has ordered, against the limit, as the replica knows it: the server's rule, asked early.
struct CreditCheck {
  /// The customer's limit, balance, and open orders but for the one in question, which stands by itself.
  static let sql = """
    SELECT c.name, c.currency, nullif(c.credit_limit, 0) AS credit_limit, coalesce(c.balance, 0) AS balance, o.id,
      o.status, o.currency AS order_currency,
      (SELECT coalesce(sum(\(LineTotal.net("l"))), 0) FROM order_lines AS l WHERE l.order_id = o.id) AS total,
      (SELECT coalesce(sum(\(LineTotal.net("l"))), 0)
        FROM orders AS other JOIN order_lines AS l ON l.order_id = other.id
        WHERE other.customer_id = c.id AND other.id <> o.id AND other.status IN (\(states))
          AND coalesce(other.currency = c.currency, 1)) AS open_orders
    FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
    WHERE o.id = ?
    """
  private static let states = FieldSales.openStates.map { "'\($0)'" }.joined(separator: ", ")

  /// nil when the customer has no limit, or one in another currency than the order's.
  /// - Parameter reserved: what reps hold of the credit by leases that this order does not spend, in minor units.
  static func notice(of order: RowID, reserved: Int64 = 0, _ db: Database) throws -> Notice? {
    guard let row = try db.record(sql, [Value(order).databaseValue]), let limit = row.integer("credit_limit"), limit > 0
    else { return nil }
    let currency = row.text("currency")
    if let other = row.text("order_currency"), let currency, other != currency { return nil }
    let parts = [row.integer("balance"), row.integer("open_orders"), row.integer("total")].map { $0 ?? 0 }
    let owed = parts.reduce(reserved) { $0.saturatingSum($1) }
    let orders: Phrase =
      "balance \(Amount(parts[0], currency)) + other open orders \(Amount(parts[1], currency))"
      + " + this order \(Amount(parts[2], currency))"
    let sum: Phrase =
      reserved > 0
      ? "\(orders) + leased to reps \(Amount(reserved, currency)) = \(Amount(owed, currency))"
      : "\(orders) = \(Amount(owed, currency))"
    guard owed > limit else {
      let left = Amount(limit - max(owed, 0), currency)
      return Notice(
        topic: .credit, isWarning: false,
        text: "within the credit limit of \(Amount(limit, currency)): \(sum); \(left) is left")
    }
    let over = Amount(owed.saturatingSum(-limit), currency)
    let isSubmitted = row.text("status") == "submitted"
    let fate: Phrase = isSubmitted ? "It will wait on hold" : "If you submit it, it will wait on hold"
    return Notice(
      topic: .credit, isWarning: true,
      text:
        "over the credit limit of \(Amount(limit, currency)) by \(over): \(sum). \(fate) until a manager or the office"
        + " releases it; a payment first, or a smaller order, avoids that")
  }
}
