import ArgumentParser
import ChangeModel
import FieldClient

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
