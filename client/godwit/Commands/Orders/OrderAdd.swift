import ArgumentParser
import FieldClient

struct OrderAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Take an order: with its lines it lands whole or not at all.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: ArgumentHelp("A line; may be repeated.", valueName: "sku:qty[:price][:discount%]"))
  var line: [String] = []
  @Option(help: "The person who orders.") var contact: String?
  @Option(help: "Currency, three letters (default: the customer's).") var currency: String?
  @Option(help: "Document number (default: the next of this device).") var number: String?
  @Flag(help: "Submit it at once.") var submit = false
  @OptionGroup var fields: OrderFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard !submit || !line.isEmpty else { throw FieldError(.usage, "an order to submit needs at least one --line") }
    var cells = try fields.cells()
    cells.set("currency", currency?.uppercased())
    cells.set("number", number)
    common.printer.show(
      try OrderBook(common.desk()).add(
        cells, customer: customer, contact: contact, lines: try line.map { try LineRequest($0) }, submit: submit))
  }
}
