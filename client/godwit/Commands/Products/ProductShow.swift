import ArgumentParser
import ChangeModel
import FieldClient

struct ProductShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a product.")

  @Argument(help: "The article number, or whatever else names the product.") var product: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ProductBook(common.desk()).show(product), ProductShapes.card) }
}
