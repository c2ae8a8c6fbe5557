import ArgumentParser
import FieldClient

struct OrderList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List orders, latest first.")

  @Option(help: "Only of this customer.") var customer: String?
  @Option(help: "Only in this state, such as draft.") var status: String?
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = OrderBook.Filter()
    filter.customer = customer
    filter.status = status
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try OrderBook(common.desk()).list(filter), OrderShapes.list,
      empty: "no orders; take one with `godwit order add CUSTOMER --line SKU:QUANTITY`", limit: filter.limit)
  }
}
