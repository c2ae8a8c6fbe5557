import ArgumentParser
import FieldClient

struct OrderQuote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote", abstract: "Make a quote at the customer's prices of today.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: ArgumentHelp("A line; may be repeated.", valueName: "sku:qty[:price][:discount%]"))
  var line: [String] = []
  @Option(help: "The person who asked.") var contact: String?
  @Option(help: "Currency, three letters (default: the customer's).") var currency: String?
  @Option(help: "Until when the prices are promised (default: as the office has set).") var validUntil: String?
  @OptionGroup var fields: OrderFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("currency", currency?.uppercased())
    cells.set("valid_until", try endMoment(validUntil, option: "--valid-until"))
    common.printer.show(
      try OrderBook(common.desk()).quote(
        cells, customer: customer, contact: contact, lines: try line.map { try LineRequest($0) }))
  }
}

struct OrderAccept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Make an order of a quote, at the prices that were quoted.")

  @Argument(help: "The quote.") var order: String
  @Flag(help: "Submit it at once.") var submit = false
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).accept(order, submit: submit)) }
}

struct OrderReprice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reprice", abstract: "Give a quote or draft today's prices; those set by hand stay.")

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).reprice(order)) }
}

struct OrderCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check an order's credit, stock and prices by what is known here.")

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).check(order)) }
}
