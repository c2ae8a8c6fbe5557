import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// Profit, influence, loyalty and potential, each as a figure and as a score of 0 to 100 among all customers here.
  public func scores(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      let rows = try db.records(Self.scoreFigures, span.arguments)
      let columns = ["net", "referrals", "months", "potential"]
      let scores = columns.map { column in Ranks.percentiles(rows.map { $0.integer(column) ?? 0 }) }
      let scored: [Record] = rows.indices.map { index in Self.scored(rows[index], scores.map { $0[index] }) }
      return Report(span, rows: Self.byScore(scored), definitions: Self.scoreDefinitions, notes: span.notes)
    }
  }

  private static func scored(_ row: Record, _ scores: [Int64]) -> Record {
    row.adding([
      "profit_score": .integer(scores[0]), "influence_score": .integer(scores[1]), "loyalty_score": .integer(scores[2]),
      "potential_score": .integer(scores[3]), "score": .integer(scores.reduce(0, +) / 4),
    ])
  }

  /// The best in front; of equal ones the greater sales.
  private static func byScore(_ rows: [Record]) -> [Record] {
    let order = rows.indices.sorted { left, right in
      let (first, second) = (rows[left].integer("score") ?? 0, rows[right].integer("score") ?? 0)
      return first == second ? left < right : first > second
    }
    return order.map { rows[$0] }
  }

  /// The upper quarter of a segment is what the customer at three quarters of its buyers bought.
  private static let scoreFigures = """
    WITH figures AS (\(customers)),
    rhythm AS (
      SELECT customer_id, count(DISTINCT strftime('%Y-%m', placed_at / 1000, 'unixepoch', 'localtime')) AS months
      FROM orders
      WHERE placed_at >= :from AND placed_at < :until AND status IN (\(ReportSpan.sold)) AND currency IS :currency
      GROUP BY customer_id
    ),
    named AS (
      SELECT referred_by_id AS customer_id, count(*) AS n FROM customers WHERE referred_by_id IS NOT NULL GROUP BY 1
    ),
    likely AS (
      SELECT customer_id, sum(weighted) AS weighted FROM opportunity_forecasts WHERE currency IS :currency GROUP BY 1
    ),
    ranked AS (
      SELECT segment, net, row_number() OVER (PARTITION BY segment ORDER BY net) AS place,
        count(*) OVER (PARTITION BY segment) AS n
      FROM figures WHERE net > 0
    ),
    upper AS (SELECT segment, min(net) AS net FROM ranked WHERE 4 * place >= 3 * n GROUP BY segment)
    SELECT f.customer_id, f.customer_code, f.customer, f.segment, f.grade, f.rep, f.net, coalesce(n.n, 0) AS referrals,
      coalesce(m.months, 0) AS months,
      coalesce(l.weighted, 0) + max(0, coalesce(u.net, 0) - f.net) AS potential, f.currency
    FROM figures AS f
    LEFT JOIN rhythm AS m ON m.customer_id = f.customer_id
    LEFT JOIN named AS n ON n.customer_id = f.customer_id
    LEFT JOIN likely AS l ON l.customer_id = f.customer_id
    LEFT JOIN upper AS u ON u.segment IS f.segment
    ORDER BY f.net DESC, f.customer, f.customer_id
    """

  private static let scoreDefinitions = [
    Definition(
      "profit_score", "net",
      meaning: "Profit by sales less discounts and returns: no costs are kept here."),
    Definition("influence_score", "referrals", meaning: "Influence by the customers whom this one has named."),
    Definition("loyalty_score", "months", meaning: "Loyalty by the months in which the customer bought."),
    Definition(
      "potential_score", "potential",
      meaning:
        "Potential by the weighted value of open opportunities, and by how much less is bought than by the upper quarter of the segment."
    ),
    Definition(
      "score",
      meaning:
        "Each score is the part of the other customers here that has less, 0 to 100; the whole is the mean of the four."
    ),
  ]
}
