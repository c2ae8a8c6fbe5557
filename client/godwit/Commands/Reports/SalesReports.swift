import ArgumentParser
import FieldClient
import FieldSales

extension ReportBook.SalesKey: ExpressibleByArgument {}
extension SalesForecast.Method: ExpressibleByArgument {}

struct SalesReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sales",
    abstract: "Show sales by territory, rep, product, group, channel, segment, month, campaign or customer.")

  @Option(help: "By what sales are told apart.") var by = ReportBook.SalesKey.month
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().sales(by: by, options.scope())
    try ReportPrinter(options: options).show(
      report, ReportShapes.sales(by), empty: "no sales in this time: try an earlier --from")
  }
}

struct ForecastReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Show what the months to come will bring, with the error on months that are known.")

  @Option(help: "How history is carried on (default: the way with the least error).")
  var method: SalesForecast.Method?
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().forecast(options.scope(), method: method)
    try ReportPrinter(options: options).show(
      report, ReportShapes.forecast, empty: "no sales in this time: try an earlier --from")
  }
}

struct AssociationReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "associations",
    abstract: "Show which products are ordered together, with support, confidence and lift.")

  @Option(help: "Only what goes with this product.") var product: String?
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().associations(options.scope(), product: product)
    try ReportPrinter(options: options).show(
      report, ReportShapes.associations,
      empty: "no pairs: no two products share enough orders (setting association.orders_min)")
  }
}

struct CrossSellReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cross-sell", abstract: "Show what to propose to customers, by what others order together.")

  @Option(help: "Only to this customer.") var customer: String?
  @OptionGroup var options: ReportOptions

  func run() throws {
    let report = try options.book().crossSell(options.scope(), customer: customer)
    try ReportPrinter(options: options).show(
      report, ReportShapes.crossSell,
      empty: "nothing to propose: no two products share enough orders (setting association.orders_min)")
  }
}
