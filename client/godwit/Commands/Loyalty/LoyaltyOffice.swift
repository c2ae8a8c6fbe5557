import ArgumentParser
import ChangeModel
import FieldClient

struct LoyaltyBookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Book the points that invoiced orders earned (manager or office).")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let count = try LoyaltyBook(common.desk()).bookEarnings()
    if common.json { return common.printer.document(.object([("booked", JSON(count))])) }
    common.printer.say(count == 0 ? "all points are booked" : "booked: \(count)")
  }
}

struct LoyaltyAdjust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjust", abstract: "Give or take points by hand (manager or office).")

  @Argument(help: "The customer.") var customer: String
  @Option(parsing: .unconditional, help: "How many: 50, or -50.") var points: Int64
  @Option(help: "Why; the customer is told.") var reason: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LoyaltyBook(common.desk()).adjust(customer, points: points, reason: reason))
  }
}

struct LoyaltyThresholds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thresholds", abstract: "List what is promised, and from where.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try LoyaltyBook(common.desk()).thresholds(), LoyaltyShapes.thresholds,
      empty: "nothing is promised; the office adds thresholds with `godwit loyalty put-threshold`")
  }
}

struct LoyaltyPutThreshold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put-threshold", abstract: "Add a threshold, or change the one of that code (office only).")

  @Argument(help: "The threshold's code.") var code: String
  @Option(help: "What the customer is told, such as Gold.") var name: String?
  @Option(help: "tier, gift or offer.") var kind: String?
  @Option(help: "points or purchases.") var by: String?
  @Option(help: "From where it is reached.") var amount: String?
  @Option(help: "The currency of purchases.") var currency: String?
  @Option(help: "What the customer gets.") var promise: String?
  @Option(help: "Still promised.") var active: YesNo?
  @OptionGroup var common: CommonOptions

  func run() throws {
    if let kind, !["tier", "gift", "offer"].contains(kind) {
      throw FieldError(.usage, "--kind takes tier, gift or offer")
    }
    if let by, !["points", "purchases"].contains(by) { throw FieldError(.usage, "--by takes points or purchases") }
    var cells = Cells()
    let texts = [
      ("name", name), ("kind", kind), ("basis", by), ("currency", currency?.uppercased()), ("promise", promise),
    ]
    for (column, text) in texts { cells.set(column, text) }
    if let active { cells["active"] = active.value }
    let record = try LoyaltyBook(common.desk()).putThreshold(code, cells, amount: amount)
    if common.json { return common.printer.document(JSON(record)) }
    common.printer.list([record], LoyaltyShapes.thresholds, empty: "")
  }
}
