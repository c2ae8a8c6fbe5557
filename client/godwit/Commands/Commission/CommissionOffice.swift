import ArgumentParser
import ChangeModel
import FieldClient

struct CommissionPlans: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans", abstract: "List the plans with their rates.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try CommissionBook(common.desk()).plans(), CommissionShapes.plans,
      empty: "no plans; the office adds them with `godwit commission put-plan`")
  }
}

struct CommissionPutPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put-plan", abstract: "Add a plan, or change the one of that code (office only).")

  @Argument(help: "The plan's code.") var code: String
  @Option(help: "Name.") var name: String?
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "month, quarter or year.") var period: String?
  @Option(help: "Still pays.") var active: YesNo?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    for (column, text) in [("name", name), ("currency", currency?.uppercased()), ("period", period)] {
      cells.set(column, text)
    }
    if let active { cells["active"] = active.value }
    common.printer.list(try CommissionBook(common.desk()).putPlan(code, cells), CommissionShapes.plans, empty: "")
  }
}

struct CommissionRate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Set what a plan pays from a tier on (office only).")

  @Argument(help: "The plan's code.") var plan: String
  @Argument(help: "Percent of the sales in the tier.") var percent: String
  @Option(help: "The product group (default: all without rates of their own).") var group: String?
  @Option(help: "Sales of the period from which it pays.") var from: String?
  @Option(help: "In its place: percent of the rep's sales target.") var fromAttainment: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard from == nil || fromAttainment == nil else {
      throw FieldError(.usage, "a tier begins at --from or at --from-attainment, not at both")
    }
    let part = try fromAttainment.map { try Self.points($0, option: "--from-attainment") }
    common.printer.list(
      try CommissionBook(common.desk()).setRate(
        plan: plan, group: group, from: from, attainment: part, rate: try Self.points(percent, option: "PERCENT")),
      CommissionShapes.plans, empty: "")
  }

  static func points(_ text: String, option: String) throws -> Int64 {
    guard let points = Decimals.scaled(text, digits: 2), points >= 0, points <= 1_000_000 else {
      throw FieldError(.usage, "\"\(text)\" is no \(option): write percent such as 2.5")
    }
    return points
  }
}

struct CommissionAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Pay a rep by a plan (office only).")

  @Argument(help: "The plan's code.") var plan: String
  @Argument(help: "The rep.") var rep: String
  @Option(help: "The rep's share in percent.") var share = "100"
  @OptionGroup var validity: ValidityOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let points = try CommissionRate.points(share, option: "--share")
    guard (1...10_000).contains(points) else { throw FieldError(.usage, "--share takes percent, at most 100") }
    common.printer.show(
      try CommissionBook(common.desk()).assign(plan: plan, rep: rep, share: points, try validity.cells()),
      CommissionShapes.assignment)
  }
}
