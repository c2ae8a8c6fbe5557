import ArgumentParser
import ChangeModel
import FieldClient

/// One step of a return's workflow as a command of its own.
protocol ReturnStep: ParsableCommand {
  static var state: String { get }
  var goods: String { get }
  /// Why it was decided so.
  var decision: String? { get }
  var common: CommonOptions { get }
}

extension ReturnStep {
  var decision: String? { nil }

  func run() throws {
    var cells = Cells()
    cells.set("decision", decision)
    common.printer.show(try ReturnBook(common.desk()).setStatus(goods, to: Self.state, cells))
  }
}

struct ReturnApprove: ReturnStep {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Let the goods come back (manager or office).")
  static let state = "approved"

  @Argument(help: "The return.") var goods: String
  @Option(help: "Why.") var because: String?
  @OptionGroup var common: CommonOptions

  var decision: String? { because }
}

struct ReturnRefuse: ReturnStep {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "Do not take the goods back (manager or office).")
  static let state = "refused"

  @Argument(help: "The return.") var goods: String
  @Option(help: "Why; the rep tells the customer.") var because: String
  @OptionGroup var common: CommonOptions

  var decision: String? { because }
}

struct ReturnCancel: ReturnStep {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Note that the customer keeps the goods.")
  static let state = "cancelled"

  @Argument(help: "The return.") var goods: String
  @OptionGroup var common: CommonOptions
}

struct ReturnReceive: ReturnStep {
  static let configuration = CommandConfiguration(
    commandName: "receive", abstract: "Note that the goods are back (office only).")
  static let state = "received"

  @Argument(help: "The return.") var goods: String
  @OptionGroup var common: CommonOptions
}

struct ReturnRefund: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund", abstract: "Note that the money went back (office only).")

  @Argument(help: "The return.") var goods: String
  @Option(help: "The amount (default: what is due by the order's prices).") var amount: String?
  @Option(help: "The number of the credit note.") var creditNote: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try ReturnBook(common.desk()).refund(goods, amount: amount, creditNumber: creditNote))
  }
}
