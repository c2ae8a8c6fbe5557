import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// By what sales are told apart.
  public enum SalesKey: String, CaseIterable, Sendable {
    case territory, rep, product, group, channel, segment, month, campaign, customer

    /// Two terms, such as code and name.
    var terms: (code: String, name: String) {
      switch self {
      case .territory: ("NULL", "t.name")
      case .rep: ("NULL", "r.name")
      case .product: ("p.sku", "p.name")
      case .group: ("NULL", "p.product_group")
      case .channel: ("NULL", "c.source")
      case .segment: ("NULL", "c.segment")
      case .month: ("NULL", "strftime('%Y-%m', s.placed_at / 1000, 'unixepoch', 'localtime')")
      case .campaign: ("NULL", "m.name")
      case .customer: ("c.code", "c.name")
      }
    }

    /// What one line of the report is one of.
    var identity: String {
      switch self {
      case .territory: "c.territory_id"
      case .rep: "s.rep_id"
      case .product: "s.product_id"
      case .campaign: "m.id"
      case .customer: "s.customer_id"
      case .group, .channel, .segment, .month: terms.name
      }
    }

    /// Orders are enough, and are added up faster, unless products are told apart.
    var isOfLines: Bool { self == .product || self == .group }

    var joins: String {
      switch self {
      case .rep: "LEFT JOIN reps AS r ON r.id = s.rep_id"
      case .territory: "LEFT JOIN territories AS t ON t.id = c.territory_id"
      case .product: "LEFT JOIN products AS p ON p.id = s.product_id"
      case .campaign:
        """
        JOIN (
          SELECT campaign_id, order_id FROM campaign_responses WHERE order_id IS NOT NULL
          UNION SELECT campaign_id, order_id FROM opportunities WHERE order_id IS NOT NULL
        ) AS k ON k.order_id = s.order_id
        JOIN campaigns AS m ON m.id = k.campaign_id
        """
      case .group: "LEFT JOIN products AS p ON p.id = s.product_id"
      case .channel, .segment, .month, .customer: ""
      }
    }
  }

  /// Sales of the time by one key: `name`, `code`, `order_count` or `line_count`, `customer_count`, `net`, `share`, `currency`.
  public func sales(by key: SalesKey, _ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      let rows = try db.records(key.isOfLines ? Self.ofLines(key) : Self.ofOrders(key), span.arguments)
      let whole = rows.sum("net")
      return Report(
        span, rows: rows.map { $0.adding("share", Self.share($0.integer("net") ?? 0, of: whole)) },
        definitions: [Self.netSales] + Self.salesDefinitions(key), notes: span.notes)
    }
  }

  private static func ofOrders(_ key: SalesKey) -> String {
    """
    SELECT \(key.terms.name) AS name, \(key.terms.code) AS code, count(*) AS order_count,
      count(DISTINCT s.customer_id) AS customer_count, sum(s.net) AS net, :currency AS currency
    FROM sale_orders AS s
    LEFT JOIN customers AS c ON c.id = s.customer_id
    \(key.joins)
    WHERE s.placed_at >= :from AND s.placed_at < :until AND s.currency IS :currency
      AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR s.rep_id = :rep)
    GROUP BY \(key.identity)
    ORDER BY \(key == .month ? "name" : "net DESC, name")
    """
  }

  /// The sum of `sale_lines`, so that an index has all of a line: what came back is a line of its own, below zero.
  private static func ofLines(_ key: SalesKey) -> String {
    """
    WITH part AS (
      SELECT l.product_id, o.customer_id, o.rep_id, 1 AS n, \(LineTotal.net("l")) AS net
      FROM orders AS o
      CROSS JOIN order_lines AS l ON l.order_id = o.id
      WHERE o.placed_at >= :from AND o.placed_at < :until AND o.currency IS :currency
        AND o.status IN (\(ReportSpan.sold))
      UNION ALL
      SELECT s.product_id, s.customer_id, s.rep_id, 0, s.net - \(LineTotal.net("l"))
      FROM order_lines AS l
      JOIN sale_lines AS s ON s.line_id = l.id
      WHERE l.id IN (SELECT order_line_id FROM return_lines)
        AND s.placed_at >= :from AND s.placed_at < :until AND s.currency IS :currency
    )
    SELECT \(key.terms.name) AS name, \(key.terms.code) AS code, sum(s.n) AS line_count,
      count(DISTINCT s.customer_id) AS customer_count, sum(s.net) AS net, :currency AS currency
    FROM part AS s
    \(key.joins)
    WHERE (:rep IS NULL OR s.rep_id = :rep)
      AND (:territory IS NULL OR s.customer_id IN (SELECT id FROM customers WHERE territory_id = :territory))
    GROUP BY \(key.identity)
    ORDER BY net DESC, name
    """
  }

  private static func salesDefinitions(_ key: SalesKey) -> [Definition] {
    switch key {
    case .channel:
      [Definition("name", meaning: "The channel is the one by which the customer came (source).")]
    case .campaign:
      [
        Definition(
          "name",
          meaning:
            "An order belongs to the campaigns to which it was noted as a response, or whose opportunity became it.")
      ]
    case .rep: [Definition("name", meaning: "The rep is the one who took the order.")]
    case .month: [Definition("name", meaning: "Months are those of the local calendar.")]
    case .territory, .product, .group, .segment, .customer: []
    }
  }
}
