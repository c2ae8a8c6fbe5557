import ArgumentParser
import ChangeModel
import FieldClient

struct ProductAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a product (office only).")

  @Argument(help: "The article number.") var sku: String
  @OptionGroup var fields: ProductFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells(known: nil)
    cells["sku"] = .text(sku)
    guard cells["name"]?.text != nil else { throw FieldError(.usage, "name the product with --name") }
    common.printer.show(try ProductBook(common.desk()).add(cells), ProductShapes.card)
  }
}
