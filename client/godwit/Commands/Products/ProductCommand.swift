import ArgumentParser
import ChangeModel
import FieldClient

struct ProductCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "product", abstract: "Products and prices: list, search, show; the office adds and edits.",
    subcommands: [ProductList.self, ProductSearch.self, ProductShow.self, ProductAdd.self, ProductEdit.self])
}
