import ArgumentParser
import ChangeModel
import FieldClient

struct LoyaltyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loyalty", abstract: "Customers' points, and what they earn by them.",
    discussion: """
      Invoiced orders earn points; a manager or the office books them. Whoever reaches a threshold is promised a tier, \
      a gift or an offer; `loyalty due` lists the promises that wait to be kept.
      """,
    subcommands: [
      LoyaltyList.self, LoyaltyShow.self, LoyaltyDue.self, LoyaltyRedeem.self, LoyaltyGrant.self,
      LoyaltyBookCommand.self,
      LoyaltyAdjust.self, LoyaltyThresholds.self, LoyaltyPutThreshold.self,
    ])
}

struct LoyaltyList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List customers with points, the most in front.")

  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try LoyaltyBook(common.desk()).list(limit: limit), LoyaltyShapes.list,
      empty: "nobody has points yet; `godwit loyalty book` books what invoiced orders earned", limit: limit)
  }
}

struct LoyaltyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a customer's points, tier and thresholds.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.show(try LoyaltyBook(common.desk()).show(customer, limit: limit))
  }
}

struct LoyaltyDue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "List what customers have earned and were not given yet.")

  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try LoyaltyBook(common.desk()).due(limit: limit), LoyaltyShapes.due, empty: "no promise waits to be kept",
      limit: limit)
  }
}

struct LoyaltyRedeem: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "redeem", abstract: "Spend points for a customer.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "How many.") var points: Int64
  @Option(help: "What for.") var reason: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LoyaltyBook(common.desk()).redeem(customer, points: points, reason: reason))
  }
}

struct LoyaltyGrant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Note that what a threshold promises was handed over.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "The threshold's code.") var threshold: String
  @Option(help: "What was given, if it was something else.") var reason: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LoyaltyBook(common.desk()).grant(customer, threshold: threshold, reason: reason))
  }
}

/// How points are shown.
enum LoyaltyShapes {
  static let list = [
    Field("CODE", "code"), Field("CUSTOMER", "customer"), Field("POINTS", "balance", .number),
    Field("EARNED", "earned", .number), Field("SPENT", "spent", .number), Field("LAST", "last_at", .moment),
  ]
  static let card = [
    Field("customer", "customer"), Field("number", "code"), Field("tier", "tier"),
    Field("points", "balance", .number), Field("earned in all", "earned", .number), Field("spent", "spent", .number),
    Field("to be booked", "coming", .number),
  ]
  static let entries = [
    Field("BOOKED", "booked_at", .moment), Field("KIND", "kind"), Field("POINTS", "points", .number),
    Field("ORDER", "order_number"), Field("THRESHOLD", "threshold"), Field("REASON", "reason"),
  ]
  static let standing = [
    Field("CODE", "code"), Field("NAME", "name"), Field("KIND", "kind"), Field("BY", "basis"),
    Field("FROM", "amount", .amount(currency: "currency")), Field("MISSING", "missing", .amount(currency: "currency")),
    Field("GIVEN", "is_granted", .yesNo),
    Field("PROMISE", "promise"),
  ]
  static let due = [
    Field("CODE", "customer_code"), Field("CUSTOMER", "customer"), Field("THRESHOLD", "code"), Field("KIND", "kind"),
    Field("GIVE", "promise"), Field("REACHED", "reached", .amount(currency: "currency")),
  ]
  static let thresholds = [
    Field("CODE", "code"), Field("NAME", "name"), Field("KIND", "kind"), Field("BY", "basis"),
    Field("FROM", "amount", .amount(currency: "currency")),
    Field("PROMISE", "promise"), Field("PROMISED", "active", .yesNo),
  ]
}

extension Printer {
  /// A customer's account of points.
  func show(_ account: LoyaltyBook.Account) {
    if isJSON {
      return document(
        JSON(account.summary).adding(("entries", JSON(account.entries)), ("thresholds", JSON(account.thresholds))))
    }
    card(account.summary, LoyaltyShapes.card)
    section("Thresholds", account.thresholds, LoyaltyShapes.standing)
    section("Entries", account.entries, LoyaltyShapes.entries)
  }
}
