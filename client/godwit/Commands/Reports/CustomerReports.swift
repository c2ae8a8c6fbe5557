import ArgumentParser
import FieldClient
import FieldSales

extension RFMSegment: ExpressibleByArgument {}

struct PyramidReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abc", abstract: "Show the customers' pyramid: A, B and C by what they contribute.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().pyramid(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.pyramid, empty: "no customers here")
  }
}

struct SegmentReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rfm", abstract: "Show customers by recency, frequency and money, with their segments.")

  @Option(help: "Only this segment.") var segment: RFMSegment?
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().segments(options.scope(), segment: segment)
    try ReportPrinter(options: options).show(
      report, ReportShapes.segments, empty: "no sales in this time: try an earlier --from")
  }
}

struct ScoreReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores", abstract: "Show profit, influence, loyalty and potential of customers, 0 to 100.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().scores(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.scores, empty: "no customers here")
  }
}

struct LifeCycleReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle",
    abstract: "Show how many customers are in which stage of life, and whose stage is noted wrong.",
    discussion: "`godwit customer lifecycle --set` notes the stages that purchases tell.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().lifeCycle(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.lifeCycle, empty: "no customers here")
  }
}

struct ChurnReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "churn", abstract: "Show customers whose purchases are behind their own rhythm.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().churn(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.churn, empty: "nobody is behind their rhythm")
  }
}

struct RecoveryReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recovery", abstract: "Show dormant and lost customers who used to buy, with why they left.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().recovery(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.recovery, empty: "nobody is dormant or lost")
  }
}

struct PlanReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show customers' purchases against what was planned with them.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().plans(options.scope())
    try ReportPrinter(options: options).show(
      report, ReportShapes.plans, empty: "no plans; set one with `godwit target add AMOUNT --customer CUSTOMER`")
  }
}
