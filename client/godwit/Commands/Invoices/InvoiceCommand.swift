import ArgumentParser
import ChangeModel
import FieldClient

struct InvoiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoice", abstract: "Invoices and payments as the office booked them.",
    discussion: """
      Where the office does not say what is open of an invoice, payments and credits pay the oldest invoices first.
      """,
    subcommands: [InvoiceList.self, InvoiceOverdue.self, InvoiceAccount.self])
}

struct InvoiceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open invoices, the longest overdue in front.")

  @Option(help: "Only of this customer.") var customer: String?
  @Flag(help: "Only those whose due date has passed.") var overdue = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try InvoiceBook(common.desk()).open(customer: customer, overdue: overdue, limit: limit), InvoiceShapes.list,
      empty: overdue ? "nothing is overdue" : "nothing is open", limit: limit)
  }
}

struct InvoiceOverdue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overdue", abstract: "List customers to ask for a payment, the greatest amount in front.")

  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try InvoiceBook(common.desk()).reminders(limit: limit), InvoiceShapes.reminders, empty: "nothing is overdue",
      limit: limit)
  }
}

struct InvoiceAccount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Show a customer's account: balance, limit, entries.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    let account = try InvoiceBook(common.desk()).account(customer, limit: limit)
    if common.json {
      return common.printer.document(JSON(account.summary).adding(("entries", JSON(account.entries))))
    }
    common.printer.card(account.summary, InvoiceShapes.account)
    common.printer.section("Entries", account.entries, InvoiceShapes.entries)
  }
}

/// How invoices are shown.
enum InvoiceShapes {
  static let list = [
    Field("NUMBER", "number"), Field("CUSTOMER", "customer"), Field("BOOKED", "booked_at", .moment),
    Field("DUE", "due_at", .moment), Field("DAYS OVERDUE", "overdue_days", .number),
    Field("OPEN", "open", .money(currency: "currency")), Field("OF", "amount", .money(currency: "currency")),
    Field("PHONE", "phone"),
  ]
  static let reminders = [
    Field("CODE", "code"), Field("CUSTOMER", "customer"), Field("OVERDUE", "overdue", .money(currency: "currency")),
    Field("INVOICES", "invoice_count", .number), Field("DAYS", "overdue_days", .number), Field("PHONE", "phone"),
  ]
  static let account = [
    Field("customer", "customer"), Field("number", "code"),
    Field("credit limit", "credit_limit", .money(currency: "currency")),
    Field("balance", "balance", .money(currency: "currency")),
    Field("open invoices", "open", .money(currency: "currency")),
    Field("overdue", "overdue", .money(currency: "currency")),
    Field("open orders", "open_orders", .money(currency: "currency")),
    Field("payment days", "payment_days", .number),
  ]
  static let entries = [
    Field("BOOKED", "booked_at", .moment), Field("KIND", "kind"), Field("NUMBER", "number"),
    Field("AMOUNT", "amount", .money(currency: "currency")), Field("DUE", "due_at", .moment),
    Field("OPEN", "outstanding", .money(currency: "currency")),
  ]
}
