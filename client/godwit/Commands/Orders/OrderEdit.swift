import ArgumentParser
import FieldClient

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
