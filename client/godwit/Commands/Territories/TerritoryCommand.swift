import ArgumentParser
import ChangeModel
import FieldClient

struct TerritoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "territory", abstract: "Territories: list, move customers, balance; each shown before it is done.",
    discussion: """
      Managers move customers between their own territories, the office between all. Without --set nothing is changed: \
      you see who would move, and what territories weigh before and after.
      """,
    subcommands: [TerritoryList.self, TerritoryMove.self, TerritoryBalanceCommand.self])
}

extension TerritoryBook.Measure: ExpressibleByArgument {}

struct TerritoryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List territories with customers, sales and visits of a year.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try TerritoryBook(common.desk()).list(), TerritoryShapes.list,
      empty: "no territories; the office adds them with `godwit-server territory add`")
  }
}

struct TerritoryMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move customers to a territory (manager or office); a preview without --set.")

  @Argument(help: "The territory to which they move.") var territory: String
  @Option(help: "Only of this territory.") var from: String?
  @Option(help: "Only in this city.") var city: String?
  @Option(help: "Only with postal codes that begin so.") var postal: String?
  @Option(help: "Only those whom this rep looks after.") var rep: String?
  @Option(help: "Only of this grade.") var grade: String?
  @Option(help: "Only this customer; may be repeated.") var customer: [String] = []
  @Option(help: "Who looks after them from now on (default: who does now).") var owner: String?
  @Flag(help: "Do it; else it is only shown.") var set = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var choice = TerritoryBook.Choice()
    choice.from = from
    choice.city = city
    choice.postal = postal
    choice.rep = rep
    choice.grade = grade
    choice.customers = customer
    try TerritoryShapes.show(
      try TerritoryBook(common.desk()).move(choice, to: territory, owner: owner, isDone: set),
      limit: limit.limit(isJSON: common.json), common.printer)
  }
}

struct TerritoryBalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Move customers until territories weigh alike (manager or office); a preview without --set.",
    discussion: """
      The heaviest territory gives the lightest one the customer who is nearest to the middle of it, as long as that makes \
      them more alike (setting territory.tolerance_points).
      """)

  @Argument(help: "The territories, two or more.") var territories: [String]
  @Option(help: "What is to be alike: sales, customers or visits.") var by = TerritoryBook.Measure.sales
  @Flag(help: "Do it; else it is only shown.") var set = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    try TerritoryShapes.show(
      try TerritoryBook(common.desk()).balance(territories, by: by, isDone: set),
      limit: limit.limit(isJSON: common.json), common.printer)
  }
}
