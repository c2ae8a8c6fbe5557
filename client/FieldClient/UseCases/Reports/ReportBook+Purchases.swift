import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// Customers whose purchases are behind their own rhythm, the greatest sales at stake first.
  ///
  /// `days` without a purchase, the usual `interval_days`, their `ratio` in basis points, and the `risk`: `behind` or
  /// `at_risk`. Part `risks` sums all customers with a rhythm up.
  public func churn(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope, days: .rhythmWindowDays) { span, settings, db in
      let rows = try db.records(
        """
        WITH rhythm AS (\(PurchaseQueries.rhythms)), figures AS (\(Self.customers))
        SELECT f.*, y.purchase_days, y.interval_ms, :now - y.last_at AS silence_ms
        FROM rhythm AS y JOIN figures AS f ON f.customer_id = y.customer_id
        WHERE y.purchase_days >= :least AND y.interval_ms > 0
        ORDER BY f.net DESC, f.customer, f.customer_id
        """,
        span.arguments([
          "since": span.from, "now": span.until.saturatingSum(-1), "least": settings[.rhythmPurchasesMin],
        ])
      ).map { Self.judged($0, settings) }
      let years = max(1, (span.until - span.from) / Day.length)
      let risks = ["on_time", "behind", "at_risk", "lost"].map { risk in
        let members = rows.filter { $0.text("risk") == risk }
        return Record(
          columns: ["risk", "customer_count", "net", "share", "currency"],
          values: [
            .text(risk), .integer(Int64(members.count)), .integer(members.sum("net")),
            Self.share(members.sum("net"), of: rows.sum("net")), span.currency,
          ])
      }
      let behind = rows.filter { ["behind", "at_risk"].contains($0.text("risk") ?? "") }
        .map { $0.adding("at_stake", .integer(Self.yearly($0.integer("net") ?? 0, days: years))) }
      return Report(
        span, rows: behind, parts: [Report.Part(name: "risks", rows: risks)], definitions: Self.churnDefinitions,
        notes: span.notes)
    }
  }

  private static func judged(_ row: Record, _ settings: Settings) -> Record {
    let interval = max(1, row.integer("interval_ms") ?? 1)
    let silence = max(0, row.integer("silence_ms") ?? 0)
    let ratio = BasisPoints.part(silence, of: interval) ?? 0
    let risk =
      silence / Day.length >= settings[.lostDays]
      ? "lost"
      : ratio >= settings[.rhythmRiskPoints] ? "at_risk" : ratio >= settings[.rhythmBehindPoints] ? "behind" : "on_time"
    return row.removing("interval_ms").removing("silence_ms").adding([
      "days": .integer(silence / Day.length), "interval_days": .integer((interval + Day.length / 2) / Day.length),
      "ratio": .integer(ratio), "risk": .text(risk),
    ])
  }

  /// Sales of a span as those of a year.
  private static func yearly(_ net: Int64, days: Int64) -> Int64 {
    net / days * 365 + net % days * 365 / days
  }

  private static let churnDefinitions = [
    Definition(
      "interval_days",
      meaning:
        "The usual interval is the mean of the spans between days with purchases, of those with enough of them (settings rhythm.purchases_min, rhythm.window_days)."
    ),
    Definition(
      "ratio", "risk",
      meaning:
        "How long nothing was bought, in parts of the usual interval: behind from the first bound, at risk from the second (settings rhythm.behind_points, rhythm.risk_points), lost after lifecycle.lost_days.",
      source: "D. C. Schmittlein, D. G. Morrison, R. Colombo, Counting Your Customers, Management Science 33 (1987)"),
    Definition("at_stake", meaning: "What the customer bought in the time, as of a year."),
    netSales,
  ]

  /// Dormant and lost customers who used to buy, the greatest former sales first, with why they were lost.
  public func recovery(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, settings, db in
      let life = LifeCycle(settings)
      let now = span.until.saturatingSum(-1)
      let rows = try db.records(
        """
        WITH last AS (\(PurchaseQueries.lastTwo))
        SELECT l.customer_id, l.customer_code, l.customer, l.status, l.lost_reason, l.segment, l.phone, l.last_at,
          l.before_at, r.name AS rep, (
            SELECT coalesce(sum(\(LineTotal.net("n"))), 0) FROM orders AS o JOIN order_lines AS n ON n.order_id = o.id
            WHERE o.customer_id = l.customer_id AND o.placed_at > l.last_at - 365 * 86400000 AND o.currency IS :currency
              AND +o.status IN (\(ReportSpan.sold))
          ) AS net, :currency AS currency
        FROM last AS l LEFT JOIN reps AS r ON r.id = l.owner_rep_id
        WHERE l.last_at IS NOT NULL AND l.last_at <= :now - :dormant
          AND (:territory IS NULL OR l.territory_id = :territory) AND (:rep IS NULL OR l.owner_rep_id = :rep)
        ORDER BY net DESC, l.customer, l.customer_id
        """, span.arguments(["now": now, "dormant": life.dormantAfter]))
      let staged = rows.map { row in
        row.removing("before_at").adding([
          "stage": Self.stage(row, life, now: now),
          "days": .integer(max(0, now.saturatingSum(-(row.integer("last_at") ?? 0))) / Day.length),
        ])
      }
      return Report(
        span, rows: staged, parts: [Report.Part(name: "lost_reasons", rows: Self.reasons(staged, span))],
        definitions: [
          stageDefinition,
          Definition("net", meaning: "What the customer bought in the year up to the last purchase, before returns."),
        ], notes: span.notes)
    }
  }

  private static func reasons(_ rows: [Record], _ span: ReportSpan) -> [Record] {
    let groups = Dictionary(grouping: rows) { $0.text("lost_reason") ?? "" }
    return groups.map { reason, members in
      Record(
        columns: ["lost_reason", "customer_count", "net", "currency"],
        values: [
          reason.isEmpty ? .null : .text(reason), .integer(Int64(members.count)), .integer(members.sum("net")),
          span.currency,
        ])
    }.sorted {
      ($1.integer("customer_count") ?? 0, $0.text("lost_reason") ?? "")
        < ($0.integer("customer_count") ?? 0, $1.text("lost_reason") ?? "")
    }
  }

  static func stage(_ row: Record, _ life: LifeCycle, now: Int64) -> Value {
    let stage = life.stage(
      status: row.text("status"), hasReason: !(row.text("lost_reason") ?? "").isEmpty, lastAt: row.integer("last_at"),
      beforeAt: row.integer("before_at"), now: now)
    return stage.map { .text($0) } ?? .null
  }

  var stageDefinition: Definition {
    Definition(
      "stage",
      meaning:
        "dormant and lost by the days since the last purchase, recovered by a purchase after such a gap, else active; who never bought stays what people say, and who was lost for a written reason stays lost until the next purchase after a gap (settings lifecycle.dormant_days, lifecycle.lost_days, lifecycle.recovered_days)."
    )
  }
}
