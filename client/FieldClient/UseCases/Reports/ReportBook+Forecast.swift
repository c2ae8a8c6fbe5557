import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// Sales month by month: what was sold, and what the months to come will bring, from history and from the funnel.
  ///
  /// Rows: `month`, `net` of whole months that are over, `forecast` of those that are not, `funnel` as what open
  /// opportunities promise by their expected decision. Part `methods` has the error of each on the months held out.
  public func forecast(_ scope: ReportScope = ReportScope(), method: SalesForecast.Method? = nil) throws -> Report {
    try report(scope, days: .rhythmWindowDays) { span, settings, db in
      let sold = try db.records(Self.monthly, span.arguments)
      let months = Self.months(from: sold.first?.text("month"), span)
      let nets = Dictionary(sold.map { ($0.text("month") ?? "", $0.integer("net") ?? 0) }) { first, _ in first }
      let forecast = SalesForecast(history: months.map { nets[$0.name] ?? 0 })
      let heldOut = Int(settings[.forecastHeldOutMonths])
      let chosen = method ?? forecast.best(heldOut: heldOut)
      let ahead = Self.months(after: months.last, now: span.until, count: Int(settings[.forecastMonths]))
      let figures = forecast.next(ahead.count, by: chosen)
      let funnel = try Self.funnel(span, db)
      let known = zip(months, forecast.history).map {
        Self.month($0.name, net: .integer($1), forecast: .null, funnel: .null, span)
      }
      let coming = ahead.enumerated().map { index, month in
        Self.month(
          month.name, net: .null, forecast: figures.indices.contains(index) ? .integer(figures[index]) : .null,
          funnel: funnel[month.name] ?? .integer(0), span)
      }
      return Report(
        span, rows: known + coming,
        parts: [Report.Part(name: "methods", rows: Self.methods(forecast, heldOut, chosen))],
        definitions: Self.forecastDefinitions, notes: span.notes)
    }
  }

  private static let monthly = """
    SELECT strftime('%Y-%m', s.placed_at / 1000, 'unixepoch', 'localtime') AS month, sum(s.net) AS net
    FROM sale_orders AS s
    LEFT JOIN customers AS c ON c.id = s.customer_id
    WHERE s.placed_at >= :from AND s.placed_at < :until AND s.currency IS :currency
      AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR s.rep_id = :rep)
    GROUP BY month ORDER BY month
    """

  /// What is expected of opportunities in each month.
  private static func funnel(_ span: ReportSpan, _ db: Database) throws -> [String: Value] {
    let rows = try db.records(
      """
      SELECT strftime('%Y-%m', f.expected_close_at / 1000, 'unixepoch', 'localtime') AS month, sum(f.weighted) AS n
      FROM opportunity_forecasts AS f
      LEFT JOIN customers AS c ON c.id = f.customer_id
      WHERE f.expected_close_at IS NOT NULL AND f.currency IS :currency
        AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR f.rep_id = :rep)
      GROUP BY month
      """, span.arguments)
    return Dictionary(rows.compactMap { row in row.text("month").map { ($0, row["n"] ?? .null) } }) { first, _ in first
    }
  }

  /// Whole months of the time, from the first with sales.
  private static func months(from first: String?, _ span: ReportSpan) -> [CalendarPeriod] {
    guard let first, var month = CalendarPeriod(first) else { return [] }
    var months = [CalendarPeriod]()
    while month.until <= span.until, months.count < 1200 {
      if month.from >= span.from { months.append(month) }
      month = CalendarPeriod(.month, containing: month.until)
    }
    return months
  }

  private static func months(after last: CalendarPeriod?, now: Int64, count: Int) -> [CalendarPeriod] {
    var month = last.map { CalendarPeriod(.month, containing: $0.until) } ?? CalendarPeriod(.month, containing: now)
    return (0..<max(0, count)).map { _ in
      defer { month = CalendarPeriod(.month, containing: month.until) }
      return month
    }
  }

  private static func month(_ name: String, net: Value, forecast: Value, funnel: Value, _ span: ReportSpan) -> Record {
    Record(
      columns: ["month", "net", "forecast", "funnel", "currency"],
      values: [.text(name), net, forecast, funnel, span.currency])
  }

  private static func methods(_ forecast: SalesForecast, _ heldOut: Int, _ chosen: SalesForecast.Method) -> [Record] {
    SalesForecast.Method.allCases.map { method in
      Record(
        columns: ["method", "error", "held_out_months", "is_used"],
        values: [
          .text(method.rawValue), forecast.error(of: method, heldOut: heldOut).map { .integer($0) } ?? .null,
          .integer(Int64(heldOut)), .integer(method == chosen ? 1 : 0),
        ])
    }
  }

  private static let forecastDefinitions = [
    Definition(
      "method", "forecast",
      meaning:
        "naive: the same month of last year, the last month where there is none; mean: of the last three months; seasonal: last year's month times the growth of the last three months over theirs; trend: smoothed level and slope, 0.3 and 0.1. The one with the least error is used; naive is the bar to clear.",
      source: "R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), 5.2, 8.2"),
    Definition(
      "error",
      meaning:
        "The last months (setting forecast.held_out_months) are forecast from those before; the error is the sum of what each is out by over their sales.",
      source: "S. Kolassa, W. Schütz, Advantages of the MAD/Mean Ratio over the MAPE, Foresight 6 (2007)"),
    Definition(
      "funnel", meaning: "The values of open opportunities, each times its probability, by their expected decision."),
    netSales,
  ]
}
