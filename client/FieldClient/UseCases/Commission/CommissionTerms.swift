import ChangeModel
import FieldSales
import GRDB

/// By what a rep is paid in a period: the plan, its rates with their thresholds resolved, and the rep's share.
struct CommissionTerms {
  let rep: Value
  let period: CalendarPeriod
  let currency: String?
  /// The rep's sales target of the period, in minor units; nil when there is none.
  let target: Int64?
  /// Who, by which plan, and when: the first columns of every answer.
  let head: Record
  private let sharePoints: Int64
  /// By group in lower case; nil holds for groups that have none of their own.
  private let tiersOfGroup: [String?: CommissionTiers]

  var currencyValue: Value { currency.map { .text($0) } ?? .null }

  init(rep: Value, at time: Int64, _ db: Database) throws {
    let plan = try db.record(
      """
      SELECT p.*, a.share, r.name AS rep FROM commission_assignments AS a
      JOIN commission_plans AS p ON p.id = a.plan_id LEFT JOIN reps AS r ON r.id = a.rep_id
      WHERE a.rep_id = ? AND p.active <> 0 AND coalesce(a.valid_from, ?) <= ? AND coalesce(a.valid_until, ? + 1) > ?
      ORDER BY a.valid_from DESC, p.code LIMIT 1
      """, [rep.databaseValue, time, time, time, time])
    guard let plan, let planID = plan["id"] else {
      throw FieldError(.failed, CommissionBook.noPlan)
    }
    let period = CalendarPeriod(CalendarPeriod.Length(rawValue: plan.text("period") ?? "") ?? .month, containing: time)
    let target = try db.record(
      """
      SELECT amount FROM targets WHERE rep_id = ? AND measure = 'sales' AND product_group IS NULL
        \(try db.keepsPlans() ? "AND customer_id IS NULL" : "")
        AND period_from = ? AND period_until = ? AND (currency = ? OR currency IS NULL) ORDER BY id LIMIT 1
      """, [rep.databaseValue, period.from, period.until, plan.text("currency")])?.integer("amount")
    var rates: [String?: [CommissionTiers.Tier]] = [:]
    for row in try db.records("SELECT * FROM commission_rates WHERE plan_id = ?", [planID.databaseValue]) {
      var from = row.integer("from_amount") ?? 0
      if let part = row.integer("from_attainment") {
        // Without a target nobody can have reached a part of it.
        guard let target else { continue }
        from = BasisPoints.of(target, points: part)
      }
      rates[row.text("product_group")?.lowercased(), default: []].append(
        CommissionTiers.Tier(from: from, rate: row.integer("rate") ?? 0))
    }
    self.rep = rep
    self.period = period
    self.target = target
    currency = plan.text("currency")
    sharePoints = plan.integer("share") ?? 10_000
    tiersOfGroup = rates.mapValues { CommissionTiers($0) }
    head = Record(
      columns: ["rep", "plan", "period"],
      values: [plan["rep"] ?? .null, plan["code"] ?? .null, .text(period.name)])
  }

  /// The groups with rates of their own that were sold, and nil for all others together, if any was sold.
  func kinds(of sales: [Sales]) -> [String?] {
    let own = sales.compactMap(\.group).filter { tiersOfGroup[$0.lowercased()] != nil }
    let hasOthers = sales.contains { sale in !own.contains { $0 == sale.group } }
    return own.map { Optional($0) } + (hasOthers ? [nil] : [])
  }

  func tiers(of kind: String?) -> CommissionTiers { tiersOfGroup[kind?.lowercased()] ?? CommissionTiers([]) }

  func amount(of kind: String?, in sales: [Sales]) -> Int64 {
    sales.filter { sale in
      guard let kind else { return sale.group.map { tiersOfGroup[$0.lowercased()] == nil } ?? true }
      return sale.group?.lowercased() == kind.lowercased()
    }.reduce(0) { $0.saturatingSum($1.amount) }
  }

  /// The rep's pay for all sales of the period together.
  func pay(for sales: [Sales]) -> Int64 {
    var seen = Set<String?>()
    let kinds = kinds(of: sales).filter { seen.insert($0?.lowercased()).inserted }
    return share(of: kinds.reduce(0) { $0.saturatingSum(tiers(of: $1).pay(for: amount(of: $1, in: sales))) })
  }

  func share(of pay: Int64) -> Int64 { BasisPoints.of(pay, points: sharePoints) }
}
