import ArgumentParser
import ChangeModel
import FieldClient

struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "Targets of reps, territories and product groups, and how far they are reached.",
    discussion: "Sales count from the moment an order is submitted, without tax, less what came back.",
    subcommands: [TargetList.self, TargetShow.self, TargetAdd.self, TargetDelete.self])
}

struct TargetList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the targets of now, with what is reached.")

  @Flag(help: "Only your own.") var mine = false
  @Flag(help: "Also those of past and coming periods.") var all = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try TargetBook(common.desk()).list(mine: mine, all: all), TargetShapes.list,
      empty: "no targets; a manager sets them with `godwit target add AMOUNT`")
  }
}

struct TargetShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a target, what is missing, and where it would end at this pace.")

  @Argument(help: "The target's name or ID.") var target: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try TargetBook(common.desk()).show(target), TargetShapes.card) }
}

struct TargetAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Set a target (manager or office).")

  @Argument(help: "What is to be reached: an amount without tax, or a number.") var amount: String
  @Option(help: "2026-11, 2026-Q4 or 2026 (default: this month).") var period: String?
  @Option(help: "The rep whose sales count (default: everyone).") var rep: String?
  @Option(help: "The territory whose sales count, and whose reps see the target.") var territory: String?
  @Option(help: "The product group that counts (default: everything).") var group: String?
  @Option(help: "The customer whose purchases are planned (default: everyone).") var customer: String?
  @Option(help: "sales, orders, visits or customers.") var measure = "sales"
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "What people call it (default: the period).") var name: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    guard let span = period.map({ CalendarPeriod($0) }) ?? CalendarPeriod(.month, containing: desk.now) else {
      throw FieldError(.usage, "\"\(period ?? "")\" is no period: write 2026-11, 2026-Q4 or 2026")
    }
    var aim = TargetBook.Aim(amount: amount, period: span)
    aim.rep = rep
    aim.territory = territory
    aim.group = group
    aim.customer = customer
    aim.measure = measure
    aim.currency = currency?.uppercased()
    aim.name = name
    common.printer.show(try TargetBook(desk).add(aim), TargetShapes.card)
  }
}

struct TargetDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a target (manager or office).")

  @Argument(help: "The target's name or ID.") var target: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try TargetBook(common.desk()).delete(target), TargetShapes.card) }
}

/// How targets are shown.
enum TargetShapes {
  static let list = [
    Field("NAME", "name"), Field("REP", "rep"), Field("TERRITORY", "territory"), Field("GROUP", "product_group"),
    Field("CUSTOMER", "customer"), Field("COUNTS", "measure"), Field("TARGET", "amount", .amount(currency: "currency")),
    Field("REACHED", "reached", .amount(currency: "currency")),
    Field("ATTAINED", "attainment", .basisPoints), Field("TIME GONE", "elapsed", .basisPoints),
    Field("ID", "id", .shortIDUnless("name")),
  ]
  static let card = [
    Field("name", "name"), Field("id", "id", .id), Field("rep", "rep"), Field("territory", "territory"),
    Field("product group", "product_group"), Field("customer", "customer"), Field("counts", "measure"),
    Field("target", "amount", .amount(currency: "currency")),
    Field("reached", "reached", .amount(currency: "currency")), Field("attained", "attainment", .basisPoints),
    Field("missing", "missing", .amount(currency: "currency")), Field("time gone", "elapsed", .basisPoints),
    Field("at this pace", "projection", .amount(currency: "currency")), Field("begins", "period_from", .moment),
    Field("ends", "period_until", .moment),
  ]
}
