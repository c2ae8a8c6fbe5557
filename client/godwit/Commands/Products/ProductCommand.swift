import ArgumentParser
import ChangeModel
import FieldClient

struct ProductCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "product", abstract: "Products and prices: list, search, show; the office adds and edits.",
    subcommands: [ProductList.self, ProductSearch.self, ProductShow.self, ProductAdd.self, ProductEdit.self])
}

/// How products are shown.
enum ProductShapes {
  static let list = [
    Field("SKU", "sku"), Field("NAME", "name"), Field("PRICE", "unit_price", .money(currency: "currency")),
    Field("UNIT", "unit"), Field("STOCK", "stock_quantity", .number), Field("GROUP", "product_group"),
    Field("BRAND", "brand"),
  ]
  static let card = [
    Field("sku", "sku"), Field("name", "name"), Field("id", "id", .id),
    Field("price", "unit_price", .money(currency: "currency")), Field("tax", "tax_rate", .basisPoints),
    Field("unit", "unit"), Field("group", "product_group"), Field("brand", "brand"), Field("barcode", "barcode"),
    Field("in stock", "stock_quantity", .number), Field("lead time (days)", "lead_time_days", .number),
    Field("lasts (days)", "expected_life_days", .number), Field("sold", "active", .yesNo),
    Field("description", "description"),
  ]
}

struct ProductList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List products by article number.")

  @Option(help: "Only of this group.") var group: String?
  @Flag(help: "Also what has left the range.") var all = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ProductBook(common.desk()).list(group: group, all: all, limit: limit), ProductShapes.list,
      empty: "no products; the office imports them", limit: limit)
  }
}

struct ProductSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find products in which every word occurs.")

  @Argument(help: "Words in article number, name, group, brand or description.") var words: [String]
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ProductBook(common.desk()).search(words.joined(separator: " "), limit: limit), ProductShapes.list,
      empty: "no product has all of these words", limit: limit)
  }
}

struct ProductShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a product.")

  @Argument(help: "The article number, or whatever else names the product.") var product: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ProductBook(common.desk()).show(product), ProductShapes.card) }
}
