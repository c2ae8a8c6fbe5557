import ChangeModel
import GRDB

extension ReportBook {
  /// Campaigns that ran in the time: whom they reached, who answered, who bought, and what they returned.
  public func campaigns(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      let rows = try db.records(
        """
        SELECT m.id, m.name, m.kind, m.starts_at, m.ends_at, m.cost, m.revenue, m.return_points, m.currency,
          coalesce(a.reached, 0) AS reached, coalesce(a.answered, 0) AS answered, coalesce(a.bought, 0) AS bought,
          10000 * a.answered / max(1, a.reached) AS response_rate, 10000 * a.bought / max(1, a.reached) AS purchase_rate
        FROM (\(CampaignBook.select)) AS m
        LEFT JOIN (
          SELECT campaign_id, count(DISTINCT customer_id) AS reached,
            count(DISTINCT customer_id) FILTER (WHERE response IN ('interested', 'bought')) AS answered,
            count(DISTINCT customer_id) FILTER (WHERE response = 'bought') AS bought
          FROM campaign_responses GROUP BY campaign_id
        ) AS a ON a.campaign_id = m.id
        WHERE coalesce(m.starts_at, :from) < :until AND coalesce(m.ends_at, :from) >= :from
        ORDER BY m.return_points IS NULL, m.return_points DESC, m.revenue DESC, m.name, m.id
        """, span.arguments)
      return Report(
        span, rows: rows,
        definitions: [
          Definition(
            "reached", "response_rate", "purchase_rate",
            meaning:
              "Reached are customers with a noted response of any kind; the rates are those interested or buying, and those buying, over them."
          ),
          Definition(
            "revenue", "return_points",
            meaning:
              "Revenue is what the orders of the responses and the signed opportunities of the campaign come to, in its currency; the return is what is left after the cost, over the cost.",
            source: "P. W. Farris et al., Marketing Metrics, 2nd ed. (2010), 1.6"),
        ])
    }
  }
}
