import ArgumentParser
import ChangeModel
import FieldClient

struct StockAt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "at", abstract: "List what stands at customers whose stock you keep, and what is to be filled up.")

  @Argument(help: "The customer.") var customer: String?
  @Flag(help: "Only what is to be filled up.") var short = false
  @Flag(help: "Only those you look after.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try StockBook(common.desk()).atCustomers(customer: customer, isShort: short, isMine: mine, limit: limit),
      StockShapes.atCustomers,
      empty: short
        ? "nothing is to be filled up"
        : "no stock at customers; begin with `godwit stock levels CUSTOMER PRODUCT --min 10 --max 40`",
      limit: limit)
  }
}

struct StockCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Note what you counted at a customer whose stock you keep.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "The product.") var product: String
  @Argument(help: "Units that stand there.") var units: Int64
  @Option(help: "As of when (default: now).") var asOf: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells: Cells = ["on_hand": .integer(units)]
    cells.set("counted_at", try moment(asOf, option: "--as-of"))
    common.printer.show(
      try StockBook(common.desk()).putAtCustomer(customer, product: product, cells), StockShapes.atCustomer)
  }
}

struct StockLevels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "levels", abstract: "Agree between which levels a customer's stock is kept.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "The product.") var product: String
  @Option(help: "Below so many units it is filled up.") var min: Int64
  @Option(help: "Up to so many units it is filled.") var max: Int64
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try StockBook(common.desk()).putAtCustomer(
        customer, product: product, ["minimum": .integer(min), "maximum": .integer(max)]),
      StockShapes.atCustomer)
  }
}

struct StockRefill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refill", abstract: "Take a draft order of all that is to be filled up at a customer.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try StockBook(common.desk()).refill(customer)) }
}
