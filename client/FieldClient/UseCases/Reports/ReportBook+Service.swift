import ChangeModel
import FieldSales
import GRDB

/// How content customers are, and how fast they are answered.
extension ReportBook {
  /// By what answers and complaints are told apart.
  public enum ServiceKey: String, CaseIterable, Sendable {
    case product, cause, rep, territory, month

    var term: String {
      switch self {
      case .product: "p.name"
      case .cause: "x.cause"
      case .rep: "r.name"
      case .territory: "t.name"
      case .month: "strftime('%Y-%m', x.at / 1000, 'unixepoch', 'localtime')"
      }
    }

    /// What one line of the report is one of.
    var identity: String {
      switch self {
      case .product: "x.product_id"
      case .rep: "x.rep_id"
      case .territory: "c.territory_id"
      case .cause, .month: term
      }
    }
  }

  private static let joins = """
    LEFT JOIN customers AS c ON c.id = x.customer_id
    LEFT JOIN products AS p ON p.id = x.product_id
    LEFT JOIN reps AS r ON r.id = x.rep_id
    LEFT JOIN territories AS t ON t.id = c.territory_id
    WHERE x.at >= :from AND x.at < :until AND (:territory IS NULL OR c.territory_id = :territory)
      AND (:rep IS NULL OR x.rep_id = :rep)
    """

  /// Answers of 1 to 5 from care, complaints and surveys: `answers`, the `average` in hundredths, and the satisfied part.
  public func satisfaction(by key: ServiceKey, _ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, settings, db in
      let rows = try db.records(
        """
        WITH x AS (
          SELECT customer_id, rep_id, product_id, NULL AS cause, done_at AS at, score FROM care_steps
          WHERE kind = 'satisfaction' AND score BETWEEN 1 AND 5
          UNION ALL
          SELECT customer_id, rep_id, product_id, cause, coalesce(followed_up_at, answered_at, received_at), satisfaction
          FROM complaints WHERE satisfaction BETWEEN 1 AND 5
          UNION ALL
          SELECT s.customer_id, s.rep_id, NULL, NULL, s.answered_at, a.score
          FROM survey_responses AS s
          JOIN survey_answers AS a ON a.response_id = s.id AND a.score BETWEEN 1 AND 5
          JOIN survey_questions AS q ON q.id = a.question_id AND q.kind = 'score'
        )
        SELECT \(key.term) AS name, count(*) AS answers, CAST(round(avg(x.score) * 100) AS INTEGER) AS average,
          10000 * count(*) FILTER (WHERE x.score >= :satisfied) / count(*) AS satisfied
        FROM x
        \(Self.joins)
        GROUP BY \(key.identity)
        ORDER BY \(key == .month ? "name" : "average, answers DESC, name")
        """, span.arguments(["satisfied": settings[.satisfiedFromScore]]))
      return Report(
        span, rows: rows,
        definitions: [
          Definition(
            "average", "satisfied",
            meaning:
              "Answers of 1 to 5 to care, followed-up complaints and scored survey questions, all alike; satisfied is from the score on that the setting care.satisfied_from_score names.",
            source: "P. W. Farris et al., Marketing Metrics, 2nd ed. (2010), 2.7")
        ])
    }
  }

  /// Complaints that came in the time: how many, how long each step took in hours, and how many were answered in time.
  public func service(by key: ServiceKey, _ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, settings, db in
      let clock =
        settings[.complaintTriageHours] + settings[.complaintStartHours] + settings[.complaintAnswerHours]
      let rows = try db.records(
        """
        WITH x AS (SELECT *, received_at AS at FROM complaints)
        SELECT \(key.term) AS name, count(*) AS complaints, count(x.answered_at) AS answered,
          \(Self.hours("triaged_at")) AS triage_hours, \(Self.hours("started_at")) AS start_hours,
          \(Self.hours("answered_at")) AS answer_hours, \(Self.hours("followed_up_at")) AS follow_up_hours,
          10000 * count(*) FILTER (WHERE x.answered_at - x.at <= :clock) / max(1, count(x.answered_at)) AS in_time,
          CAST(round(avg(x.satisfaction) * 100) AS INTEGER) AS average
        FROM x
        \(Self.joins)
        GROUP BY \(key.identity)
        ORDER BY \(key == .month ? "name" : "complaints DESC, name")
        """, span.arguments(["clock": clock * 3_600_000]))
      return Report(
        span, rows: rows,
        definitions: [
          Definition(
            "triage_hours", "start_hours", "answer_hours", "follow_up_hours",
            meaning: "Mean hours from the arrival of a complaint to the step, of those that took it."),
          Definition(
            "in_time",
            meaning:
              "Of the answered, those answered within the clocks of triage, start and answer together (settings complaint.clock)."
          ),
          Definition("average", meaning: "The mean of how content customers were in the end, 1 to 5."),
        ])
    }
  }

  /// The mean of the hours from the arrival, in hundredths.
  private static func hours(_ column: String) -> String {
    "CAST(round(avg(x.\(column) - x.at) / 36000.0) AS INTEGER)"
  }
}
