import ArgumentParser
import FieldClient

/// One step of an order's workflow as a command of its own.
protocol OrderStep: ParsableCommand {
  static var state: String { get }
  var order: String { get }
  var common: CommonOptions { get }
}

extension OrderStep {
  func run() throws {
    common.printer.show(try OrderBook(common.desk()).setStatus(order, to: Self.state))
  }
}

struct OrderSubmit: OrderStep {
  static let configuration = CommandConfiguration(commandName: "submit", abstract: "Hand a draft in.")
  static let state = "submitted"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderCancel: OrderStep {
  static let configuration = CommandConfiguration(commandName: "cancel", abstract: "Cancel an order.")
  static let state = "cancelled"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderConfirm: OrderStep {
  static let configuration = CommandConfiguration(commandName: "confirm", abstract: "Confirm an order.")
  static let state = "confirmed"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderPick: OrderStep {
  static let configuration = CommandConfiguration(commandName: "pick", abstract: "Note that the goods are picked.")
  static let state = "picked"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderShip: OrderStep {
  static let configuration = CommandConfiguration(
    commandName: "ship", abstract: "Note that the goods are on their way.")
  static let state = "shipped"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderDeliver: OrderStep {
  static let configuration = CommandConfiguration(
    commandName: "deliver", abstract: "Note that the goods are handed over.")
  static let state = "delivered"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderInvoice: OrderStep {
  static let configuration = CommandConfiguration(commandName: "invoice", abstract: "Note that the order is invoiced.")
  static let state = "invoiced"

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions
}

struct OrderHold: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hold", abstract: "Put an order on hold.")

  @Argument(help: "The order.") var order: String
  @Option(help: "Why, in words.") var reason: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try OrderBook(common.desk()).setStatus(order, to: "on_hold", reason: reason))
  }
}

struct OrderStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Take an order to any state that the workflow allows.")

  @Argument(help: "The order.") var order: String
  @Argument(help: "The state, such as confirmed.") var state: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).setStatus(order, to: state)) }
}
