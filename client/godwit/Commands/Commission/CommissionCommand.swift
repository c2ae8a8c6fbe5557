import ArgumentParser
import ChangeModel
import FieldClient

struct CommissionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commission", abstract: "What your sales earn you, and what a deal would add.",
    discussion: """
      Each rate pays for the part of the period's sales that lies in its tier. Earned is what invoiced orders pay, \
      expected is what all submitted ones pay. Managers and the office, whom no plan pays, see their reps: each with \
      the sales that this replica has.
      """,
    subcommands: [
      CommissionShow.self, CommissionForecast.self, CommissionPlans.self, CommissionPutPlan.self, CommissionRate.self,
      CommissionAssign.self, CommissionLines.self, CommissionSplit.self,
    ])
}

struct CommissionShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the statement of a period.")

  @Option(help: "The rep (default: you).") var rep: String?
  @Option(help: "A day in the period (default: today).") var at: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = CommissionBook(try common.desk())
    let at = try moment(at, option: "--at")
    if try rep == nil && book.isForTeam(at: at) {
      return common.printer.list(try book.team(at: at), CommissionShapes.team, empty: CommissionBook.noPlan)
    }
    let statement = try book.statement(rep: rep, at: at)
    if common.json {
      return common.printer.document(JSON(statement.summary).adding(("groups", JSON(statement.groups))))
    }
    common.printer.card(statement.summary, CommissionShapes.summary)
    common.printer.section("By product group", statement.groups, CommissionShapes.groups)
  }
}

struct CommissionForecast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Show what a quote, a draft or an amount would add to your pay.")

  @Argument(help: "The quote or draft.") var order: String?
  @Option(help: "An amount of sales in place of an order.") var amount: String?
  @Option(help: "The product group of that amount.") var group: String?
  @Option(help: "Whose pay (default: yours; for managers the order's rep, or each rep's for an amount).")
  var rep: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = CommissionBook(try common.desk())
    let forecast: CommissionBook.Forecast
    switch (order, amount) {
    case (let order?, nil): forecast = try book.forecast(order: order, rep: rep)
    case (nil, let amount?):
      if try rep == nil && book.isForTeam() {
        return common.printer.list(
          try book.teamForecast(amount: amount, group: group), CommissionShapes.teamForecast,
          empty: CommissionBook.noPlan)
      }
      forecast = try book.forecast(amount: amount, group: group, rep: rep)
    default: throw FieldError(.usage, "name a quote or draft, or an --amount")
    }
    common.printer.show(forecast.record, CommissionShapes.forecast)
  }
}

struct CommissionLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines", abstract: "Explain a statement line by line: what each sale adds to the pay.",
    discussion: """
      The lines are in the order in which they were placed; each pays the difference that it makes to those before it, so \
      that their sum is the statement's, to the cent.
      """)

  @Option(help: "The rep (default: you).") var rep: String?
  @Option(help: "A day in the period (default: today).") var at: String?
  @Flag(help: "Only invoiced sales, which are earned.") var earned = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let lines = try CommissionBook(common.desk()).lines(
      rep: rep, at: moment(at, option: "--at"), invoicedOnly: earned)
    let most = try limit.limit(isJSON: common.json)
    common.printer.list(
      most.map { Array(lines.prefix($0)) } ?? lines, CommissionShapes.lines, empty: "no sales in this period",
      limit: most)
  }
}

struct CommissionSplit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Show who is paid for an order, or give a rep a part (manager or office).",
    discussion: "The order's own rep has what others do not get. Splits count for commission alone.")

  @Argument(help: "The order.") var order: String
  @Option(help: "The rep who gets a part.") var rep: String?
  @Option(help: "The part in percent; 0 takes it back.") var share: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = OrderShareBook(try common.desk())
    let rows: [Record]
    switch (rep, share) {
    case (nil, nil): rows = try book.list(order)
    case (let rep?, let share?):
      rows = try book.put(order, rep: rep, share: try CommissionRate.points(share, option: "--share"))
    default: throw FieldError(.usage, "name the rep with --rep and the part with --share")
    }
    common.printer.list(rows, CommissionShapes.shares, empty: "")
  }
}

/// How commission is shown.
enum CommissionShapes {
  static let summary = [
    Field("rep", "rep"), Field("plan", "plan"), Field("period", "period"),
    Field("sales", "sales", .money(currency: "currency")), Field("target", "target", .money(currency: "currency")),
    Field("earned", "earned", .money(currency: "currency")),
    Field("expected pay", "expected", .money(currency: "currency")),
  ]
  static let team = [
    Field("REP", "rep"), Field("PLAN", "plan"), Field("PERIOD", "period"),
    Field("SALES", "sales", .money(currency: "currency")), Field("TARGET", "target", .money(currency: "currency")),
    Field("EARNED", "earned", .money(currency: "currency")),
    Field("EXPECTED PAY", "expected", .money(currency: "currency")),
  ]
  static let teamForecast = [
    Field("REP", "rep"), Field("PLAN", "plan"), Field("PERIOD", "period"),
    Field("EXPECTED BEFORE", "before", .money(currency: "currency")),
    Field("IT ADDS", "adds", .money(currency: "currency")), Field("THAT IS", "rate", .basisPoints),
    Field("EXPECTED WITH IT", "after", .money(currency: "currency")),
  ]
  static let groups = [
    Field("GROUP", "product_group"), Field("SALES", "sales", .money(currency: "currency")),
    Field("PAY", "pay", .money(currency: "currency")), Field("NEXT SALE PAYS", "rate", .basisPoints),
    Field("NEXT TIER FROM", "next_from", .money(currency: "currency")),
    Field("MISSING", "missing", .money(currency: "currency")), Field("THEN", "next_rate", .basisPoints),
  ]
  static let forecast = [
    Field("rep", "rep"), Field("plan", "plan"), Field("period", "period"),
    Field("the deal", "deal", .money(currency: "currency")),
    Field("it adds", "adds", .money(currency: "currency")), Field("that is", "rate", .basisPoints),
    Field("expected before", "before", .money(currency: "currency")),
    Field("expected with it", "after", .money(currency: "currency")),
  ]
  static let lines = [
    Field("PLACED", "placed_at", .date), Field("ORDER", "number"), Field("CUSTOMER", "customer"),
    Field("PRODUCT", "product"), Field("GROUP", "product_group"), Field("STATUS", "status"),
    Field("COUNTED", "counted", .money(currency: "currency")), Field("RATE", "rate", .basisPoints),
    Field("PAY", "pay", .money(currency: "currency")),
  ]
  static let shares = [Field("REP", "rep"), Field("SHARE", "share", .basisPoints)]
  static let plans = [
    Field("PLAN", "code"), Field("NAME", "name"), Field("CURRENCY", "currency"), Field("PERIOD", "period"),
    Field("GROUP", "product_group"), Field("FROM", "from_amount", .money(currency: "currency")),
    Field("FROM ATTAINMENT", "from_attainment", .basisPoints), Field("RATE", "rate", .basisPoints),
    Field("REPS", "rep_count", .number), Field("PAYS", "active", .yesNo),
  ]
  static let assignment = [
    Field("rep", "rep"), Field("plan", "code"), Field("share", "share", .basisPoints),
    Field("begins", "valid_from", .moment), Field("ends", "valid_until", .moment),
  ]
}
