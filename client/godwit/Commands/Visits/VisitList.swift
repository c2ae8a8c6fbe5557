import ArgumentParser
import FieldClient

struct VisitList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List visits in the order of time.")

  @Option(help: "Only at this customer.") var customer: String?
  @Option(help: "Only from this time on.") var from: String?
  @Option(help: "Only before this time.") var until: String?
  @Flag(help: "Only today's.") var today = false
  @Flag(help: "Only those not made yet.") var open = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = VisitBook.Filter()
    filter.customer = customer
    filter.from = try moment(today ? "today" : from, option: "--from")
    filter.until = try moment(today ? "tomorrow" : until, option: "--until")
    filter.isOpen = open
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try VisitBook(common.desk()).list(filter), VisitShapes.list,
      empty: "no visits; plan one with `godwit visit plan CUSTOMER --at TIME`", limit: filter.limit)
  }
}
