import ArgumentParser
import FieldClient

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
