import ChangeModel
import FieldSales
import GRDB

/// What counts for whose commission: the lines of sales, split between reps where an order is.
///
/// A rep's part of a line is rounded half away from zero to a whole minor unit; the rest is the order's rep's, so the parts
/// of a line are the line.
enum CommissionSales {
  /// Lines with `rep_id`, `order_id`, `number`, `customer_id`, `placed_at`, `status`, `currency`, `product_id`,
  /// `product_group` and `net`, of the time from `:from` until before `:until`.
  static func lines(_ db: Database) throws -> String {
    // A server of an older release has no splits.
    try db.tableExists("order_shares") ? split : whole
  }

  private static let columns =
    "s.order_id, s.number, s.customer_id, s.placed_at, s.status, s.currency, s.product_id, s.product_group"

  private static let whole = """
    SELECT s.rep_id, s.line_id, \(columns), s.net FROM sale_lines AS s
    WHERE s.placed_at >= :from AND s.placed_at < :until
    """

  /// Shares count in the order of their IDs until all of the order is given away.
  private static let split = """
    WITH part AS MATERIALIZED (
      SELECT h.order_id, h.rep_id, min(h.share, 10000 - h.before) AS share
      FROM (
        SELECT p.order_id, p.rep_id, min(max(p.share, 0), 10000) AS share,
          coalesce(sum(min(max(p.share, 0), 10000)) OVER (
            PARTITION BY p.order_id ORDER BY p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ), 0) AS before
        FROM order_shares AS p JOIN orders AS o ON o.id = p.order_id
        WHERE p.rep_id IS NOT o.rep_id
      ) AS h
      WHERE h.before < 10000
    ),
    sale AS (
      SELECT s.rep_id, s.line_id, \(columns), s.net FROM sale_lines AS s
      WHERE s.placed_at >= :from AND s.placed_at < :until
    )
    SELECT s.rep_id, s.line_id, \(columns),
      s.net - CASE WHEN s.order_id IN (SELECT order_id FROM part)
        THEN coalesce((SELECT sum(\(rounded)) FROM part AS p WHERE p.order_id = s.order_id), 0) ELSE 0 END AS net
    FROM sale AS s
    UNION ALL
    SELECT p.rep_id, s.line_id, \(columns), \(rounded) AS net
    FROM part AS p JOIN sale AS s ON s.order_id = p.order_id
    """

  private static let rounded = "(abs(s.net) * p.share + 5000) / 10000 * sign(s.net)"
}
