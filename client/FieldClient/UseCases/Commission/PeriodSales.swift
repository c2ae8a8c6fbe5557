import ChangeModel
import FieldSales
import GRDB

/// Sales of one product group.
struct Sales: Hashable, Sendable {
  var group: String?
  /// In minor units of the plan's currency.
  var amount: Int64

  static func sum(_ sales: [Sales]) -> Int64 { sales.reduce(0) { $0.saturatingSum($1.amount) } }
}

/// What reps sold in periods: one query a period, for one rep or for all.
struct PeriodSales {
  /// The rep, or NULL for all.
  let rep: Value
  private var rows: [CalendarPeriod: [Record]] = [:]

  init(rep: Value) {
    self.rep = rep
  }

  /// What the rep of the terms sold in their period and currency, by product group.
  mutating func sales(by terms: CommissionTerms, invoicedOnly: Bool = false, _ db: Database) throws -> [Sales] {
    let all = try rows[terms.period] ?? Self.rows(of: terms.period, rep, db)
    rows[terms.period] = all
    var sums: [String?: Int64] = [:]
    for row in all where row["rep_id"] == terms.rep {
      if let currency = terms.currency, row.text("currency") != currency { continue }
      if invoicedOnly, row.integer("is_invoiced") != 1 { continue }
      sums[row.text("product_group")] = (sums[row.text("product_group")] ?? 0).saturatingSum(row.integer("net") ?? 0)
    }
    return sums.map { Sales(group: $0.key, amount: $0.value) }.sorted { ($0.group ?? "") < ($1.group ?? "") }
  }

  private static func rows(of period: CalendarPeriod, _ rep: Value, _ db: Database) throws -> [Record] {
    try db.records(
      """
      SELECT s.rep_id, s.product_group, s.currency, s.status = 'invoiced' AS is_invoiced, sum(s.net) AS net
      FROM (\(try CommissionSales.lines(db))) AS s
      WHERE :rep IS NULL OR s.rep_id = :rep
      GROUP BY s.rep_id, s.product_group, s.currency, s.status = 'invoiced'
      """, ["from": period.from, "until": period.until, "rep": rep.databaseValue])
  }
}
