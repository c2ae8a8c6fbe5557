import FieldSales

/// What purchases tell of each customer, as SQL that a person can read.
///
/// Parameters: `:now` in milliseconds since 1970 UTC; `:since` is from when purchases make the rhythm.
enum PurchaseQueries {
  /// The last purchase of each customer, and the last one on a day before it.
  static let lastTwo = """
    SELECT c.id AS customer_id, c.code AS customer_code, c.name AS customer, c.status, c.lost_reason, c.segment, c.phone,
      c.currency, c.owner_rep_id, c.territory_id, l.last_at,
      (
        SELECT max(o.placed_at) FROM orders AS o
        WHERE o.customer_id = c.id AND o.placed_at < l.last_at - 86400000 AND o.status IN (\(ReportSpan.sold))
      ) AS before_at
    FROM customers AS c
    LEFT JOIN (
      SELECT customer_id, max(placed_at) AS last_at FROM orders
      WHERE status IN (\(ReportSpan.sold)) AND placed_at <= :now
      GROUP BY customer_id
    ) AS l ON l.customer_id = c.id
    """

  /// The usual interval is the mean of the spans between days with purchases.
  static let rhythms = """
    SELECT customer_id, count(*) AS purchase_days, max(day) AS last_day,
      (max(day) - min(day)) * 86400000 / max(1, count(*) - 1) AS interval_ms, max(placed_at) AS last_at
    FROM (
      SELECT customer_id, placed_at / 86400000 AS day, max(placed_at) AS placed_at FROM orders
      WHERE placed_at >= :since AND placed_at <= :now AND status IN (\(ReportSpan.sold))
      GROUP BY customer_id, placed_at / 86400000
    )
    GROUP BY customer_id
    """
}
