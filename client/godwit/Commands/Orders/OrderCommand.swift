import ArgumentParser
import FieldClient

struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Orders: list, show, take, change, and follow to the invoice.",
    discussion: """
      An order is named by its number, its ID, or the beginning of the ID. A line is written \
      SKU:QUANTITY[:PRICE][:DISCOUNT%], such as A-100:12 or A-100:12:9.50:5%.
      """,
    subcommands: [
      OrderList.self, OrderShow.self, OrderAdd.self, OrderEdit.self, OrderAddLine.self, OrderRemoveLine.self,
      OrderSubmit.self, OrderCancel.self, OrderHold.self, OrderConfirm.self, OrderPick.self, OrderShip.self,
      OrderDeliver.self, OrderInvoice.self, OrderStatus.self,
    ])
}

struct OrderList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List orders, latest first.")

  @Option(help: "Only of this customer.") var customer: String?
  @Option(help: "Only in this state, such as draft.") var status: String?
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = OrderBook.Filter()
    filter.customer = customer
    filter.status = status
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try OrderBook(common.desk()).list(filter), OrderShapes.list,
      empty: "no orders; take one with `godwit order add CUSTOMER --line SKU:QUANTITY`", limit: filter.limit)
  }
}

struct OrderShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an order with its lines.")

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).show(order)) }
}

/// What is agreed about an order besides its lines.
struct OrderFields: ParsableArguments {
  @Option(help: "What else was agreed.") var memo: String?
  @Option(help: "The customer's own order number.") var reference: String?
  @Option(help: "When delivery was promised.") var deliverBy: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("memo", memo)
    cells.set("customer_reference", reference)
    cells.set("expected_at", try moment(deliverBy, option: "--deliver-by"))
    return cells
  }
}

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

struct OrderEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what was agreed; an empty text clears it.")

  @Argument(help: "The order.") var order: String
  @OptionGroup var fields: OrderFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try OrderBook(common.desk()).edit(order, try fields.cells().required()))
  }
}

struct OrderAddLine: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add-line", abstract: "Add lines to a draft.")

  @Argument(help: "The order.") var order: String
  @Argument(help: ArgumentHelp("The lines.", valueName: "sku:qty[:price][:discount%]")) var lines: [String] = []
  @Option(help: ArgumentHelp("A line; may be repeated.", valueName: "sku:qty[:price][:discount%]"))
  var line: [String] = []
  @OptionGroup var common: CommonOptions

  func run() throws {
    let requests = try (lines + line).map { try LineRequest($0) }
    guard !requests.isEmpty else { throw FieldError(.usage, "name at least one line: SKU:QUANTITY") }
    common.printer.show(try OrderBook(common.desk()).addLines(order, requests))
  }
}

struct OrderRemoveLine: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "remove-line", abstract: "Take a line off a draft.")

  @Argument(help: "The order.") var order: String
  @Argument(help: "The line's place in the order.") var line: Int64
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).removeLine(order, line: line)) }
}
