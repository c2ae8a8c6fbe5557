import ArgumentParser
import FieldClient

struct ActivityList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List activities, latest first.")

  @Option(help: "Only with this customer.") var customer: String?
  @Option(help: "Only of this kind, such as call.") var kind: String?
  @Flag(help: "Only those agreed and not done.") var open = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = ActivityBook.Filter()
    filter.customer = customer
    filter.kind = kind
    filter.isOpen = open
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ActivityBook(common.desk()).list(filter), ActivityShapes.list,
      empty: "no activities; note one with `godwit call CUSTOMER`", limit: filter.limit)
  }
}
