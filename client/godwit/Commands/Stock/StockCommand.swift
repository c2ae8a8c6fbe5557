import ArgumentParser
import ChangeModel
import FieldClient

struct StockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stock", abstract: "What can be promised, from where, and as of when.",
    discussion: """
      Free is what was on the shelf, less what was reserved then, less what has been ordered since and what reps \
      have leased, as far as this replica knows. The office tells the counts.
      """,
    subcommands: [
      StockList.self, StockShow.self, StockWarehouses.self, StockPutWarehouse.self, StockSet.self, StockAt.self,
      StockCount.self, StockLevels.self, StockRefill.self,
    ])
}

struct StockList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List products with what is free.")

  @Option(help: "Only of this product group.") var group: String?
  @Flag(help: "Only what is not to be had at once.") var short = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try StockBook(common.desk()).list(group: group, short: short, limit: limit), StockShapes.list,
      empty: short ? "everything is to be had" : "no products; the office imports them", limit: limit)
  }
}

struct StockShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a product's stock in each warehouse.")

  @Argument(help: "The article number, or whatever else names the product.") var product: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try StockBook(common.desk()).show(product)) }
}

struct StockWarehouses: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "warehouses", abstract: "List the warehouses.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try StockBook(common.desk()).warehouses(), StockShapes.warehouses, empty: "no warehouses; the office adds them")
  }
}

struct StockPutWarehouse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put-warehouse", abstract: "Add a warehouse, or change the one of that code (office only).")

  @Argument(help: "The warehouse's code.") var code: String
  @Option(help: "Name.") var name: String?
  @Option(help: "City.") var city: String?
  @Option(help: "Country.") var country: String?
  @Option(help: "Still delivers.") var active: YesNo?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    for (column, text) in [("name", name), ("city", city), ("country", country)] { cells.set(column, text) }
    if let active { cells["active"] = active.value }
    common.printer.show(try StockBook(common.desk()).putWarehouse(code, cells), StockShapes.warehouse)
  }
}

struct StockSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Note what a warehouse has of a product (office only).")

  @Argument(help: "The warehouse's code.") var warehouse: String
  @Argument(help: "The product.") var product: String
  @Argument(help: "Units on the shelf.") var onHand: Int64
  @Option(help: "Units kept for confirmed orders.") var reserved: Int64?
  @Option(help: "As of when (default: now).") var asOf: String?
  @Option(help: "Units on their way.") var incoming: Int64?
  @Option(help: "When they are expected.") var incomingAt: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells: Cells = ["on_hand": .integer(onHand)]
    cells.set("reserved", reserved)
    cells.set("counted_at", try moment(asOf, option: "--as-of"))
    cells.set("incoming", incoming)
    cells.set("incoming_at", try moment(incomingAt, option: "--incoming-at"))
    common.printer.show(try StockBook(common.desk()).set(warehouse: warehouse, product: product, cells))
  }
}
