import ChangeModel
import FieldSales
import GRDB

/// The statement line by line: each sale of the period with what it pays.
extension CommissionBook {
  /// Lines of sales in the order in which they were placed, each with `counted`, its `rate` and its `pay`, the difference
  /// that it makes to the pay of those before it. Their sum is the statement's, to the cent.
  /// - Parameter invoicedOnly: what is earned; else what is expected.
  public func lines(rep: String? = nil, at time: Int64? = nil, invoicedOnly: Bool = false) throws -> [Record] {
    try desk.read { db in
      let terms = try terms(rep, at: time ?? desk.now, db)
      let rows = try db.records(
        """
        SELECT s.number, s.placed_at, c.name AS customer, p.name AS product, s.product_group, s.status, s.net AS counted,
          s.currency
        FROM (\(try CommissionSales.lines(db))) AS s
        LEFT JOIN customers AS c ON c.id = s.customer_id
        LEFT JOIN products AS p ON p.id = s.product_id
        WHERE s.rep_id IS :rep AND (:currency IS NULL OR s.currency = :currency)
          AND (NOT :invoiced OR s.status = 'invoiced')
        ORDER BY s.placed_at, s.number, s.line_id
        """,
        [
          "from": terms.period.from, "until": terms.period.until, "rep": terms.rep.databaseValue,
          "currency": terms.currency, "invoiced": invoicedOnly,
        ])
      return Self.explained(rows, terms)
    }
  }

  private static func explained(_ rows: [Record], _ terms: CommissionTerms) -> [Record] {
    var sums: [String?: Int64] = [:]
    var before: Int64 = 0
    return rows.map { row in
      let group = row.text("product_group")
      let counted = row.integer("counted") ?? 0
      sums[group] = (sums[group] ?? 0).saturatingSum(counted)
      let sales = sums.map { Sales(group: $0.key, amount: $0.value) }.sorted { ($0.group ?? "") < ($1.group ?? "") }
      let after = terms.pay(for: sales)
      defer { before = after }
      let pay = after.saturatingSum(-before)
      // Half a point more, so that a rate of 2 % is no 1.99 % for a cent that was rounded down.
      let rate = BasisPoints.part(pay.saturatingSum(counted / 20_000), of: counted)
      return row.adding("rate", value(rate)).adding("pay", .integer(pay))
    }
  }
}
