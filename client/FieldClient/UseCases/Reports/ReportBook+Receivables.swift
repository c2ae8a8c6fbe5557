import ChangeModel
import FieldSales
import GRDB

/// What customers owe.
extension ReportBook {
  /// Open invoices by customer and age, the most overdue in front; part `total` sums them up for each currency.
  public func receivables(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      let arguments = span.arguments(["now": span.until, "wanted": scope.currency?.uppercased()])
      return Report(
        span,
        rows: try db.records(
          """
          SELECT x.customer_id, c.code AS customer_code, c.name AS customer, r.name AS rep, c.phone, \(Self.ages), x.currency
          \(Self.aged)
          GROUP BY x.customer_id, x.currency
          ORDER BY overdue DESC, open DESC, c.name, x.customer_id
          """, arguments),
        parts: [
          Report.Part(
            name: "total",
            rows: try db.records(
              "SELECT count(DISTINCT x.customer_id) AS customer_count, \(Self.ages), x.currency \(Self.aged) GROUP BY x.currency ORDER BY x.currency",
              arguments))
        ],
        definitions: [
          Definition(
            "open", "overdue", "days_30", "days_60", "days_90", "older",
            meaning:
              "Open is what is not paid of invoices; where the office does not say so, payments pay the oldest first (view open_invoices). Overdue by the days since the due date: up to 30, 60, 90, and more."
          )
        ])
    }
  }

  private static let ages = """
    sum(x.open) AS open, sum(CASE WHEN x.days > 0 THEN x.open ELSE 0 END) AS overdue,
      sum(CASE WHEN x.days BETWEEN 1 AND 30 THEN x.open ELSE 0 END) AS days_30,
      sum(CASE WHEN x.days BETWEEN 31 AND 60 THEN x.open ELSE 0 END) AS days_60,
      sum(CASE WHEN x.days BETWEEN 61 AND 90 THEN x.open ELSE 0 END) AS days_90,
      sum(CASE WHEN x.days > 90 THEN x.open ELSE 0 END) AS older
    """

  /// An invoice without a due date is never overdue.
  private static let aged = """
    FROM (
      SELECT customer_id, currency, open, coalesce((:now - due_at) / 86400000, 0) AS days FROM open_invoices
    ) AS x
    LEFT JOIN customers AS c ON c.id = x.customer_id
    LEFT JOIN reps AS r ON r.id = c.owner_rep_id
    WHERE (:wanted IS NULL OR x.currency = :wanted) AND (:territory IS NULL OR c.territory_id = :territory)
      AND (:rep IS NULL OR c.owner_rep_id = :rep)
    """

  /// Customers whose balance, open orders and orders on hold are above their limit, the furthest in front.
  public func overLimit(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      Report(
        span,
        rows: try db.records(Self.over + "\nORDER BY over DESC, a.name, a.customer_id", span.arguments),
        definitions: [
          Definition(
            "over",
            meaning:
              "Balance, open orders and orders on hold less the credit limit; who has no limit cannot be above it (view customer_accounts)."
          )
        ])
    }
  }

  static let over = """
    WITH held AS (
      SELECT o.customer_id, sum(\(LineTotal.net("l"))) AS total
      FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id
      WHERE o.status = 'on_hold'
      GROUP BY o.customer_id
    )
    SELECT a.customer_id, a.code AS customer_code, a.name AS customer, r.name AS rep, c.owner_rep_id, a.credit_limit,
      a.balance, a.open_orders, coalesce(h.total, 0) AS held_orders, coalesce(h.total, 0) - a.available AS over, a.currency
    FROM customer_accounts AS a
    JOIN customers AS c ON c.id = a.customer_id
    LEFT JOIN held AS h ON h.customer_id = a.customer_id
    LEFT JOIN reps AS r ON r.id = c.owner_rep_id
    WHERE a.available - coalesce(h.total, 0) < 0 AND (:territory IS NULL OR c.territory_id = :territory)
      AND (:rep IS NULL OR c.owner_rep_id = :rep)
    """
}
