import ChangeModel
import FieldSales
import GRDB

/// Invoices and payments as the office booked them: what is open, what is overdue, and for how long.
public struct InvoiceBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A customer's account: limit and balance, and the entries, latest first.
  public struct Account: Sendable {
    public var summary: Record
    public var entries: [Record]
  }

  /// Days count from the due date on, whole ones, by the moment `now`.
  private var openSelect: String {
    """
    SELECT i.*, c.name AS customer, c.code AS customer_code, c.phone,
      CASE WHEN i.due_at < \(desk.now) THEN max(1, (\(desk.now) - i.due_at) / 86400000) END AS overdue_days
    FROM open_invoices AS i LEFT JOIN customers AS c ON c.id = i.customer_id
    """
  }

  /// Open invoices, the longest overdue first.
  /// - Parameter overdue: only those whose due date has passed.
  public func open(customer: String? = nil, overdue: Bool = false, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(openSelect)
      if let customer { query.add("i.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db))) }
      if overdue { query.add("i.due_at < ?", .integer(desk.now)) }
      return try query.fetch(db, order: "i.due_at IS NULL, i.due_at, i.number, i.id", limit: limit)
    }
  }

  /// Customers who owe something overdue, the greatest amount first, each with what to ask for.
  public func reminders(limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      try db.records(
        """
        SELECT c.id, c.code, c.name AS customer, c.phone, i.currency, count(*) AS invoice_count, sum(i.open) AS overdue,
          max(1, (? - min(i.due_at)) / 86400000) AS overdue_days
        FROM open_invoices AS i JOIN customers AS c ON c.id = i.customer_id
        WHERE i.due_at < ?
        GROUP BY c.id, i.currency
        ORDER BY sum(i.open) DESC, c.name, c.id \(limit.map { "LIMIT \(max(0, $0))" } ?? "")
        """, [desk.now, desk.now])
    }
  }

  /// What a customer was invoiced and paid.
  public func account(_ customer: String, limit: Int? = nil) throws -> Account {
    try desk.read { db in
      let id = Value(try RowFinder.customer.find(customer, in: db))
      let summary = try db.record(
        """
        SELECT c.id, c.code, c.name AS customer, c.currency, c.payment_days, nullif(c.credit_limit, 0) AS credit_limit,
          coalesce(c.balance, 0) AS balance,
          (SELECT coalesce(sum(i.open), 0) FROM open_invoices AS i WHERE i.customer_id = c.id) AS open,
          (SELECT coalesce(sum(i.open), 0) FROM open_invoices AS i WHERE i.customer_id = c.id AND i.due_at < ?)
            AS overdue,
          (SELECT coalesce(sum(\(LineTotal.net("l"))), 0) FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id
            WHERE o.customer_id = c.id AND o.status IN (\(Self.openStates))) AS open_orders
        FROM customers AS c WHERE c.id = ?
        """, [desk.now, id.databaseValue])
      var entries = Query("SELECT e.* FROM ledger_entries AS e")
      entries.add("e.customer_id = ?", id)
      return Account(
        summary: summary ?? Record(),
        entries: try entries.fetch(db, order: "e.booked_at DESC, e.number DESC, e.id DESC", limit: limit))
    }
  }

  private static let openStates = FieldSales.openStates.map { "'\($0)'" }.joined(separator: ", ")
}
