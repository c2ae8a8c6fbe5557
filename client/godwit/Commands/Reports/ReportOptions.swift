import ArgumentParser
import FieldClient

/// What a report counts, and how it is shown.
struct ReportOptions: ParsableArguments {
  @Option(help: "The first day that counts (default: a year back).") var from: String?
  @Option(help: "The last day that counts (default: today).") var until: String?
  @Option(help: "In place of both: 2026-11, 2026-Q4 or 2026.") var period: String?
  @Option(help: "Count sales in this currency (default: that of most sales).") var currency: String?
  @Option(help: "Only this territory.") var territory: String?
  @Option(help: "Only this rep.") var rep: String?
  @Flag(help: "Print the rows as comma-separated values.") var csv = false
  @Flag(help: "Print a picture (SVG) of the rows.") var svg = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if [common.json, csv, svg].count(where: { $0 }) > 1 {
      throw ValidationError("choose one of --json, --csv and --svg")
    }
  }

  func scope() throws -> ReportScope {
    var scope = ReportScope(currency: currency, territory: territory, rep: rep)
    if let period {
      guard from == nil, until == nil else { throw FieldError(.usage, "name a --period, or --from and --until") }
      guard let span = CalendarPeriod(period) else {
        throw FieldError(.usage, "\"\(period)\" is no period: write 2026-11, 2026-Q4 or 2026")
      }
      scope.from = span.from
      scope.until = span.until
    } else {
      scope.from = try moment(from, option: "--from")
      scope.until = try endMoment(until, option: "--until")
    }
    return scope
  }

  func book() throws -> ReportBook { ReportBook(try common.desk()) }
}
