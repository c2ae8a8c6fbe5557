import ArgumentParser
import ChangeModel
import FieldClient

struct ReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Goods that come back, and the money for them.",
    discussion: """
      A rep takes a return up, a manager approves or refuses it, the office receives the goods and refunds them at \
      the price of the order.
      """,
    subcommands: [
      ReturnList.self, ReturnShow.self, ReturnAdd.self, ReturnApprove.self, ReturnRefuse.self, ReturnCancel.self,
      ReturnReceive.self, ReturnRefund.self,
    ])
}

struct ReturnList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List returns, latest first.")

  @Option(help: "Only of this customer.") var customer: String?
  @Option(help: "Only in this state, such as requested.") var status: String?
  @Flag(help: "Only those that are not settled.") var open = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = ReturnBook.Filter()
    filter.customer = customer
    filter.status = status
    filter.isOpen = open
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ReturnBook(common.desk()).list(filter), ReturnShapes.list,
      empty: "no returns; take one up with `godwit return add ORDER --line LINE:QUANTITY`", limit: filter.limit)
  }
}

struct ReturnShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a return with its lines.")

  @Argument(help: "The return.") var goods: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ReturnBook(common.desk()).show(goods)) }
}

struct ReturnAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Take up what a customer wants to give back.")

  @Argument(help: "The order with which the goods came.") var order: String
  @Option(help: ArgumentHelp("Units of a line of the order; may be repeated.", valueName: "line:quantity"))
  var line: [String] = []
  @Option(help: "damaged, wrong, late, quality, mistake, unsold or other.") var reason: String?
  @Option(help: "good, damaged or unknown.") var condition: String?
  @Option(help: "What else is to be known.") var notes: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("reason", reason)
    cells.set("notes", notes)
    common.printer.show(
      try ReturnBook(common.desk()).add(
        order: order, cells, parts: try line.map { try ReturnBook.Part($0) }, condition: condition))
  }
}
