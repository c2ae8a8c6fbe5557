import ArgumentParser
import FieldClient

struct VisitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visit", abstract: "Visits: list, show, plan, check in and out, add, edit, delete.",
    discussion: "Times are written 2026-11-22 09:30, 09:30, now, today or tomorrow, in local time.",
    subcommands: [
      VisitList.self, VisitShow.self, VisitPlan.self, VisitCheckIn.self, VisitCheckOut.self, VisitAdd.self,
      VisitEdit.self, VisitDelete.self,
    ])
}

/// How visits are shown.
enum VisitShapes {
  static let ofCustomer = [
    Field("PLANNED", "planned_at", .moment), Field("ARRIVED", "check_in_at", .moment), Field("STATE", "state"),
    Field("REP", "rep"), Field("PURPOSE", "purpose"), Field("OUTCOME", "outcome"), Field("NEXT STEP", "next_step"),
    Field("ID", "id", .shortID),
  ]
  static let list = [
    Field("PLANNED", "planned_at", .moment), Field("ARRIVED", "check_in_at", .moment), Field("STATE", "state"),
    Field("CUSTOMER", "customer"), Field("REP", "rep"), Field("PURPOSE", "purpose"), Field("OUTCOME", "outcome"),
    Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("customer", "customer"), Field("id", "id", .id), Field("state", "state"), Field("rep", "rep"),
    Field("planned", "planned_at", .moment), Field("place in route", "route_order", .number),
    Field("arrived", "check_in_at", .moment), Field("left", "check_out_at", .moment), Field("purpose", "purpose"),
    Field("outcome", "outcome"), Field("next step", "next_step"), Field("next step at", "next_step_at", .moment),
    Field("notes", "notes"),
  ]
}

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

struct VisitShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a visit.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try VisitBook(common.desk()).show(visit), VisitShapes.card) }
}

struct VisitDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a visit.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try VisitBook(common.desk()).delete(visit)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted the visit at \(deleted.text("customer") ?? "a customer")")
  }
}
