import ArgumentParser
import FieldClient

struct PriceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "price", abstract: "What a customer pays, and why; the office keeps the price lists.",
    discussion: """
      A list given to the customer goes before one for the segment, that before one for all, and the product's own \
      price comes last. On top the line gets the one promotion that saves most.
      """,
    subcommands: [PriceShow.self, PriceLists.self, PriceList.self, PricePutList.self, PriceSet.self, PriceAssign.self])
}

struct PriceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a product costs a customer now, and why.")

  @Argument(help: "The article number, or whatever else names the product.") var product: String
  @Option(help: "The customer.") var customer: String?
  @Option(help: "Units.") var quantity: Int64 = 1
  @Option(help: "Currency, three letters (default: the customer's).") var currency: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try PriceBook(common.desk()).ask(
        product: product, quantity: quantity, customer: customer, currency: currency?.uppercased()))
  }
}

struct PriceLists: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lists", abstract: "List the price lists.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try PriceBook(common.desk()).lists(), PriceShapes.lists,
      empty: "no price lists: products cost what `godwit product list` shows")
  }
}

struct PriceList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the prices of a price list.")

  @Argument(help: "The list's code.") var list: String
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try PriceBook(common.desk()).prices(of: list, limit: limit), PriceShapes.prices,
      empty: "no prices; the office sets them with `godwit price set \(list) SKU PRICE`", limit: limit)
  }
}
