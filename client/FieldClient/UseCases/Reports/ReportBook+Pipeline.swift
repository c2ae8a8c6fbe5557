import ChangeModel
import GRDB

extension ReportBook {
  /// By what closed opportunities are told apart.
  public enum PipelineKey: String, CaseIterable, Sendable {
    case rep, territory, month, competitor, reason, campaign

    var term: String {
      switch self {
      case .rep: "r.name"
      case .territory: "t.name"
      case .month: "strftime('%Y-%m', o.closed_at / 1000, 'unixepoch', 'localtime')"
      case .competitor: "o.competitor"
      case .reason: "o.lost_reason"
      case .campaign: "m.name"
      }
    }

    /// What one line of the report is one of.
    var identity: String {
      switch self {
      case .rep: "o.rep_id"
      case .territory: "c.territory_id"
      case .campaign: "o.campaign_id"
      case .month, .competitor, .reason: term
      }
    }
  }

  /// Opportunities that were closed in the time: `won`, `won_net`, `lost`, `win_rate`, and the `days` to a deal.
  ///
  /// Parts: `total`, and `stages` with what went on from each stage and how long it took.
  public func pipeline(by key: PipelineKey, _ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, _, db in
      Report(
        span,
        rows: try db.records(
          Self.closed("\(key.term) AS name", group: "GROUP BY \(key.identity)", order: key == .month ? "name, " : ""),
          span.arguments(["currency": currency(scope, span, db)])),
        parts: [
          Report.Part(
            name: "total",
            rows: try db.records(
              Self.closed("'all' AS name", group: "", order: ""),
              span.arguments(["currency": currency(scope, span, db)]))),
          Report.Part(
            name: "stages",
            rows: try db.records(Funnel.passage, ["since": span.from, "rep": span.rep.databaseValue])),
        ], definitions: Self.pipelineDefinitions)
    }
  }

  /// Without orders there is no currency of most sales: that of most deals.
  private func currency(_ scope: ReportScope, _ span: ReportSpan, _ db: Database) throws -> DatabaseValue {
    if scope.currency != nil || !span.currency.isNull { return span.currency.databaseValue }
    let most = try db.record(
      "SELECT currency FROM opportunities WHERE stage = 'contract' GROUP BY currency ORDER BY count(*) DESC, currency")
    return (most?["currency"] ?? .null).databaseValue
  }

  private static func closed(_ name: String, group: String, order: String) -> String {
    """
    SELECT \(name), count(*) FILTER (WHERE o.stage = 'contract') AS won,
      coalesce(sum(o.value) FILTER (WHERE o.stage = 'contract' AND o.currency IS :currency), 0) AS won_net,
      count(*) FILTER (WHERE o.stage = 'lost') AS lost,
      10000 * count(*) FILTER (WHERE o.stage = 'contract') / max(1, count(*)) AS win_rate,
      CAST(round(avg(o.closed_at - o.opened_at) FILTER (WHERE o.stage = 'contract') / 86400000.0) AS INTEGER) AS days,
      :currency AS currency
    FROM opportunities AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    LEFT JOIN territories AS t ON t.id = c.territory_id
    LEFT JOIN reps AS r ON r.id = o.rep_id
    LEFT JOIN campaigns AS m ON m.id = o.campaign_id
    WHERE o.stage IN ('contract', 'lost') AND o.closed_at >= :from AND o.closed_at < :until
      AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR o.rep_id = :rep)
    \(group)
    ORDER BY \(order)won_net DESC, won DESC, name
    """
  }

  private static let pipelineDefinitions = [
    Definition(
      "win_rate", meaning: "Signed contracts over all opportunities that were signed or lost in the time."),
    Definition("days", meaning: "The mean of the days from the opening of an opportunity to its contract."),
    Definition("won_net", meaning: "The values of signed opportunities in the currency of the report."),
    Definition(
      "conversion",
      meaning:
        "Of the stays in a stage that ended in the time, those that ended in a later stage; how many leads a target needs is told by `funnel --deals`."
    ),
  ]
}
