import ArgumentParser
import ChangeModel
import FieldClient

struct ProductEdit: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "Change a product (office only).")

  @Argument(help: "The article number, or whatever else names the product.") var product: String
  @OptionGroup var fields: ProductFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = ProductBook(try common.desk())
    let cells = try fields.cells(known: try book.show(product).text("currency")).required()
    common.printer.show(try book.edit(product, cells), ProductShapes.card)
  }
}
