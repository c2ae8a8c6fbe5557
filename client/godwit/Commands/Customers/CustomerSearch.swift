import ArgumentParser
import FieldClient

struct CustomerSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find customers in which every word occurs.")

  @Argument(help: "Words in name, number, city, phone, mail, notes or tags.") var words: [String]
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CustomerBook(common.desk()).search(words.joined(separator: " "), limit: limit), CustomerShapes.list,
      empty: "no customer has all of these words", limit: limit)
  }
}
