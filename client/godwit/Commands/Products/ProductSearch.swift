import ArgumentParser
import ChangeModel
import FieldClient

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
