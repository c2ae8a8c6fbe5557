import ArgumentParser
import ChangeModel
import FieldClient

struct PricePutList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put-list", abstract: "Add a price list, or change the one of that code (office only).")

  @Argument(help: "The list's code.") var code: String
  @Option(help: "Name.") var name: String?
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "all, segment or assigned.") var `for`: String?
  @Option(help: "The segment that gets it.") var segment: String?
  @Option(help: "Which of two equally close lists is taken: the greater number.") var priority: Int64?
  @Option(help: "Still used.") var active: YesNo?
  @OptionGroup var validity: ValidityOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try validity.cells()
    cells.set("name", name)
    cells.set("currency", currency?.uppercased())
    let audience = `for` ?? (segment == nil ? nil : "segment")
    if let audience, !["all", "segment", "assigned"].contains(audience) {
      throw FieldError(.usage, "--for takes all, segment or assigned")
    }
    cells.set("applies_to", audience)
    cells.set("segment", segment)
    cells.set("priority", priority)
    if let active { cells["active"] = active.value }
    let record = try PriceBook(common.desk()).putList(code, cells)
    if common.json {
      common.printer.document(JSON(record))
    } else {
      common.printer.list([record], PriceShapes.lists, empty: "")
    }
  }
}

struct PriceSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set what a product costs by a list (office only).")

  @Argument(help: "The list's code.") var list: String
  @Argument(help: "The product.") var product: String
  @Argument(help: "The price of one unit without tax, such as 12.50.") var price: String
  @Option(help: "Units on one line from which it holds.") var fromQuantity: Int64 = 1
  @OptionGroup var validity: ValidityOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let prices = try PriceBook(common.desk()).setPrice(
      list: list, product: product, price: price, from: fromQuantity, try validity.cells())
    common.printer.list(prices, PriceShapes.prices, empty: "")
  }
}

struct PriceAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give a price list to a customer (office only).")

  @Argument(help: "The list's code.") var list: String
  @Argument(help: "The customer.") var customer: String
  @OptionGroup var validity: ValidityOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try PriceBook(common.desk()).assign(list: list, customer: customer, try validity.cells()),
      PriceShapes.assignment)
  }
}
