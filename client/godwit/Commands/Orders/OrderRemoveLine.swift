import ArgumentParser
import FieldClient

struct OrderRemoveLine: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "remove-line", abstract: "Take a line off a draft.")

  @Argument(help: "The order.") var order: String
  @Argument(help: "The line's place in the order.") var line: Int64
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try OrderBook(common.desk()).removeLine(order, line: line)) }
}
