import FieldSales

/// The question where customers stand, each against each threshold: points ever earned, or purchases of the last days.
struct LoyaltyStanding {
  /// From when on purchases count, in milliseconds since 1970 UTC.
  let since: Int64
  /// SQL that gives the IDs of the customers in question; nil for all who bought or have points.
  let people: String?

  var sql: String {
    """
    WITH bought AS (\(bought)),
    people(customer_id) AS (\(people ?? "SELECT customer_id FROM bought UNION SELECT customer_id FROM loyalty_entries"))
    SELECT h.id, h.code, h.name, h.kind, h.basis, h.amount, h.currency, h.promise, p.customer_id,
      CASE h.basis WHEN 'purchases' THEN coalesce(b.amount, 0) ELSE coalesce(l.earned, 0) END AS reached,
      CASE h.basis WHEN 'purchases' THEN coalesce(b.amount, 0) ELSE coalesce(l.earned, 0) END >= h.amount AS is_reached,
      EXISTS (SELECT 1 FROM loyalty_entries AS g WHERE g.customer_id = p.customer_id AND g.kind = 'grant'
        AND g.threshold = h.code) AS is_granted
    FROM people AS p CROSS JOIN loyalty_thresholds AS h
    LEFT JOIN loyalty_balances AS l ON l.customer_id = p.customer_id
    LEFT JOIN bought AS b ON b.customer_id = p.customer_id AND b.currency IS h.currency
    WHERE h.active <> 0
    """
  }

  /// What they bought, by currency: the sum of `sale_lines`. It is asked order by order, because that needs no more than
  /// an index, and the few lines of which something came back are put right after it: added up by themselves, so that
  /// the orders are read customer by customer. Nothing where no threshold asks.
  private var bought: String {
    """
    SELECT customer_id, currency, sum(net) AS amount FROM (
      SELECT customer_id, currency, sum(net) AS net FROM (
        SELECT o.customer_id, o.currency,
          (SELECT sum(\(LineTotal.net("l"))) FROM order_lines AS l WHERE l.order_id = o.id) AS net
        FROM \(orders)
        WHERE o.placed_at >= \(since)
          AND EXISTS (SELECT 1 FROM loyalty_thresholds WHERE basis = 'purchases' AND active <> 0)
      )
      GROUP BY customer_id, currency
      UNION ALL
      SELECT s.customer_id, s.currency, s.net - \(LineTotal.net("l"))
      FROM (SELECT DISTINCT order_line_id AS id FROM return_lines) AS b
      CROSS JOIN sale_lines AS s ON s.line_id = b.id
      JOIN order_lines AS l ON l.id = s.line_id
      WHERE s.placed_at >= \(since)
    )
    GROUP BY customer_id, currency
    """
  }

  /// The plus keeps SQLite from reading all orders of these states where some customers' are asked for.
  private var orders: String {
    let states = "status IN ('submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced')"
    guard let people else { return "(SELECT * FROM orders WHERE \(states)) AS o" }
    return "(\(people)) AS w CROSS JOIN orders AS o ON o.customer_id = w.id AND +o.\(states)"
  }
}
