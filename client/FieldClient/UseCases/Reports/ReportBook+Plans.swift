import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// What customers were to buy in the periods that run now, what they bought, and what they are behind by today.
  public func plans(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      guard try db.keepsPlans() else {
        return Report(span, rows: [], definitions: [], notes: [TargetBook.noPlans])
      }
      let now = span.until.saturatingSum(-1)
      let targets = try db.records(
        """
        SELECT t.*, c.code AS customer_code, c.name AS customer, r.name AS rep
        FROM targets AS t
        JOIN customers AS c ON c.id = t.customer_id
        LEFT JOIN reps AS r ON r.id = c.owner_rep_id
        WHERE t.measure = 'sales' AND coalesce(t.period_from, 0) <= :now AND coalesce(t.period_until, :now + 1) > :now
          AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR c.owner_rep_id = :rep)
        """, ["now": now, "territory": span.territory.databaseValue, "rep": span.rep.databaseValue])
      var figures = TargetFigures()
      let rows = try targets.map { target in Self.planned(target, try figures.reached(target, db), now: now) }
      return Report(
        span,
        rows: rows.sorted {
          ($1.integer("behind") ?? 0, $0.text("customer") ?? "")
            < ($0.integer("behind") ?? 0, $1.text("customer") ?? "")
        },
        definitions: [
          Definition(
            "expected", "behind",
            meaning:
              "Expected is the part of the plan that the part of its period so far makes; behind is what is missing of it."
          ), Self.netSales,
        ])
    }
  }

  static func planned(_ target: Record, _ reached: Int64, now: Int64) -> Record {
    let amount = target.integer("amount") ?? 0
    let (from, until) = (target.integer("period_from") ?? now, target.integer("period_until") ?? now)
    let gone =
      BasisPoints.part(max(0, min(now, until).saturatingSum(-from)), of: max(1, until.saturatingSum(-from))) ?? 0
    let expected = BasisPoints.of(amount, points: gone)
    return Record(
      columns: [
        "target_id", "customer_id", "customer_code", "customer", "rep", "name", "amount", "expected", "reached",
        "behind",
        "attainment", "elapsed", "currency",
      ],
      values: [
        target["id"] ?? .null, target["customer_id"] ?? .null, target["customer_code"] ?? .null,
        target["customer"] ?? .null, target["rep"] ?? .null, target["name"] ?? .null, .integer(amount),
        .integer(expected), .integer(reached), .integer(max(0, expected.saturatingSum(-reached))),
        share(reached, of: amount), .integer(gone), target["currency"] ?? .null,
      ])
  }
}
