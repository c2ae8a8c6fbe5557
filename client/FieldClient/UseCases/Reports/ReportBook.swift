import ChangeModel
import FieldSales
import GRDB

/// What the figures say about customers, sales and service, on the rows of this replica: of a manager's territories on a
/// manager's replica, of the whole org on the office's.
///
/// Every report is a query that a person can read, and at most a pure function over its rows.
public struct ReportBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Reads one consistent state.
  /// - Parameter days: the setting that says how far back is usual.
  func report(
    _ scope: ReportScope, days: Setting = .analysisWindowDays,
    _ body: (ReportSpan, Settings, Database) throws -> Report
  ) throws -> Report {
    try desk.read { db in
      let settings = try db.settings()
      let span = try ReportSpan(scope, days: settings[days], now: desk.now, db)
      return try body(span, settings, db)
    }
  }

  /// Each customer of the scope with what was bought in its time and currency, the greatest first.
  static let customers = """
    WITH bought AS (
      SELECT customer_id, count(*) AS order_count, sum(net) AS net, max(placed_at) AS last_at
      FROM sale_orders
      WHERE placed_at >= :from AND placed_at < :until AND currency IS :currency
      GROUP BY customer_id
    )
    SELECT c.id AS customer_id, c.code AS customer_code, c.name AS customer, c.segment, c.grade, c.status, c.phone,
      t.name AS territory, r.name AS rep, coalesce(b.order_count, 0) AS order_count, coalesce(b.net, 0) AS net,
      b.last_at, :currency AS currency
    FROM customers AS c
    LEFT JOIN bought AS b ON b.customer_id = c.id
    LEFT JOIN territories AS t ON t.id = c.territory_id
    LEFT JOIN reps AS r ON r.id = c.owner_rep_id
    WHERE (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR c.owner_rep_id = :rep)
    ORDER BY coalesce(b.net, 0) DESC, c.name, c.id
    """

  /// A part of a whole in basis points; 0 where there is no whole.
  static func share(_ part: Int64, of whole: Int64) -> Value { .integer(BasisPoints.part(part, of: whole) ?? 0) }

  static let netSales = Definition(
    "net",
    meaning:
      "Sales count from the moment an order is submitted, without tax, less discounts and what came back; view sale_orders."
  )
}

extension [Record] {
  /// The sum of a column; what is no number counts nothing.
  func sum(_ column: String) -> Int64 { reduce(0) { $0.saturatingSum($1.integer(column) ?? 0) } }
}

extension Record {
  /// The record with several columns more, in order.
  func adding(_ cells: KeyValuePairs<String, Value>) -> Record {
    Record(columns: columns + cells.map(\.key), values: values + cells.map(\.value))
  }
}
