import ArgumentParser
import FieldClient
import FieldSales

struct LeadList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open leads, those who buy soonest first.")

  @Option(help: "Only of this customer.") var customer: String?
  @Option(help: "Only of this level.") var level: LeadLevel?
  @Option(help: "open, won, lost or all.") var status = "open"
  @Flag(help: "Only those whose contact is due by the end of today.") var due = false
  @Flag(help: "Only those whose contact was due before today.") var late = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    let today = try localDay(nil, now: desk.now, option: "--due")
    var filter = LeadBook.Filter()
    filter.customer = customer
    filter.level = level
    filter.status = status == "all" ? nil : status
    filter.dueBefore = late ? today.start : due ? today.end : nil
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try LeadBook(desk).list(filter), LeadShapes.list, empty: "no leads; note one with `godwit lead add CUSTOMER`",
      limit: filter.limit)
  }
}
