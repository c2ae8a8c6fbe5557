import ArgumentParser
import FieldClient
import FieldSales

extension ReportBook.PipelineKey: ExpressibleByArgument {}
extension ReportBook.ServiceKey: ExpressibleByArgument {}

struct PipelineReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Show opportunities won and lost, with the passage through the stages.")

  @Option(help: "By what they are told apart.") var by = ReportBook.PipelineKey.rep
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().pipeline(by: by, options.scope())
    try ReportPrinter(options: options).show(
      report, ReportShapes.pipeline, empty: "no opportunity was closed in this time")
  }
}

struct CampaignReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaigns", abstract: "Show what campaigns reached and returned.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().campaigns(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.campaigns, empty: "no campaigns in this time")
  }
}

struct SatisfactionReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "satisfaction", abstract: "Show how content customers are, by product, cause, rep, territory or month."
  )

  @Option(help: "By what they are told apart.") var by = ReportBook.ServiceKey.territory
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().satisfaction(by: by, options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.satisfaction, empty: "nobody was asked in this time")
  }
}

struct ServiceReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service",
    abstract: "Show complaints and how fast they were answered, by product, cause, rep, territory or month.")

  @Option(help: "By what they are told apart.") var by = ReportBook.ServiceKey.cause
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().service(by: by, options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.service, empty: "no complaints in this time")
  }
}

struct ReceivablesReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receivables", abstract: "Show open invoices by customer and age.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().receivables(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.receivables, empty: "nothing is open")
  }
}

struct OverLimitReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credit", abstract: "Show customers above their credit limit.")

  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().overLimit(options.scope())
    try ReportPrinter(options: options).show(report, ReportShapes.overLimit, empty: "nobody is above the limit")
  }
}
