import ArgumentParser
import ChangeModel
import FieldClient

extension CareKind: ExpressibleByArgument {}

struct CareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "care", abstract: "Care after a sale, birthdays, replacements, referrals: what is due, what was done.",
    discussion: """
      Kinds: thanks (3 to 7 days after a purchase), satisfaction (1 month), cross_sell (3 months), referral (asked of \
      the satisfied), birthday, replacement (a product nears the end of its expected life). The office sets the days.
      """,
    subcommands: [CareList.self, CareDone.self, CareHistory.self], defaultSubcommand: CareList.self)
}

struct CareList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List what is due.")

  @Option(help: "Only this kind; may be repeated.") var kind: [CareKind] = []
  @Option(help: "What is due by this day (default: today).") var on: String?
  @Flag(help: "Only for customers whom you look after, or nobody.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    let day = try localDay(on, now: desk.now, option: "--on")
    let kinds = kind.isEmpty ? CareKind.allCases : kind
    let due = try CareBook(desk).due(
      day, isMine: mine, kinds: kinds, limit: limit.limit(isJSON: common.json))
    common.printer.list(due.items, CareShapes.due, empty: "no care is due")
    for section in due.sections where section.left > 0 {
      let command = "godwit care list --kind \(section.kind.rawValue) --limit 0"
      common.printer.note("and \(section.left) more: `\(command)`")
    }
  }
}

struct CareDone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Note a step of care: done, or declined, skipped, not reached.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "thanks, satisfaction, cross_sell, referral, birthday or replacement.") var kind: CareKind
  @Option(help: "done, declined, skipped or not_reached.") var outcome: String?
  @Option(help: "How satisfied they are, 1 to 5.") var score: Int64?
  @Option(help: "What was said, or whom they named.") var note: String?
  @Option(help: "The person.") var contact: String?
  @Option(help: "The order that gave occasion.") var order: String?
  @Option(help: "The product.") var product: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    if let outcome, !["done", "declined", "skipped", "not_reached"].contains(outcome) {
      throw FieldError(.usage, "--outcome is done, declined, skipped or not_reached")
    }
    let desk = try common.desk()
    var cells = Cells()
    cells.set("outcome", outcome)
    cells.set("score", score)
    cells.set("note", note)
    var links = CareBook.Links()
    links.contact = contact
    links.order = order
    links.product = product
    common.printer.show(
      try CareBook(desk).record(
        kind, customer: customer, cells, links, day: localDay(nil, now: desk.now, option: "--on")),
      CareShapes.card)
  }
}

struct CareHistory: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "history", abstract: "List what was done, latest first.")

  @Argument(help: "Only for this customer.") var customer: String?
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CareBook(common.desk()).history(customer: customer, limit: limit), CareShapes.history,
      empty: "no care was noted yet", limit: limit)
  }
}
