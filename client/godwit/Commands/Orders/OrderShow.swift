import ArgumentParser
import FieldClient

struct OrderShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an order with its lines.")

  @Argument(help: "The order.") var order: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).show(order)) }
}
