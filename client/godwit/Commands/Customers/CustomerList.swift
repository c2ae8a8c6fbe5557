import ArgumentParser
import FieldClient

struct CustomerList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List customers by name.")

  @Option(help: "Only of this territory.") var territory: String?
  @Option(help: "Only in this state, such as active.") var status: String?
  @Option(help: "Only of this grade.") var grade: String?
  @Option(help: "Only with this tag.") var tag: String?
  @Flag(help: "Only those you look after.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = CustomerBook.Filter()
    filter.territory = territory
    filter.status = status
    filter.grade = grade
    filter.tag = tag
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CustomerBook(common.desk()).list(filter), CustomerShapes.list,
      empty: "no customers; add one with `godwit customer add NAME`", limit: filter.limit)
  }
}
