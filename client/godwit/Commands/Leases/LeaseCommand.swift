import ArgumentParser
import ChangeModel
import FieldClient
import FieldSales

struct LeaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lease", abstract: "What you may promise for certain: shares of stock, of budgets and of credit.",
    discussion: """
      A lease is kept for you until it runs out: orders within it count whatever others sell meanwhile. The server \
      answers with the next sync. Orders spend leases by themselves; `godwit order check` tells what is certain.
      """,
    subcommands: [LeaseList.self, LeaseShow.self, LeaseAsk.self, LeaseReturn.self, LeasePool.self])
}

struct LeaseList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your leases, with what is left of them.")

  @Flag(help: "Also those that have ended.") var all = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try LeaseBook(common.desk()).list(all: all), LeaseShapes.list,
      empty: "no leases; `godwit lease ask stock PRODUCT UNITS` asks for one")
  }
}

struct LeaseShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a lease, and the answer to it.")

  @Argument(help: "The lease's number or ID.") var lease: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try LeaseBook(common.desk()).show(lease), LeaseShapes.card) }
}

struct LeaseAsk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask for a lease; the server answers with the next sync.")

  @Argument(help: "stock, promotion or credit.") var kind: String
  @Argument(help: "The product, promotion or customer.") var subject: String
  @Argument(help: "Units, or an amount of money.") var amount: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try LeaseBook(common.desk()).ask(try leaseKind(kind), of: subject, amount), LeaseShapes.card)
  }
}

struct LeaseReturn: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "return", abstract: "Give back what is left of a lease.")

  @Argument(help: "The lease's number or ID.") var lease: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try LeaseBook(common.desk()).giveBack(lease), LeaseShapes.card) }
}

struct LeasePool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool", abstract: "Show what of a stock or budget is sold, leased and free, or set it (office only).")

  @Argument(help: "stock or promotion.") var kind: String
  @Argument(help: "The product or promotion.") var subject: String
  @Option(help: "What there is in all: units, or an amount of money.") var total: String?
  @Option(help: "What comes on top.") var add: String?
  @Flag(help: "Count nothing any more.") var off = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard [total != nil, add != nil, off].filter(\.self).count < 2 else {
      throw FieldError(.usage, "give one of --total, --add and --off")
    }
    let book = LeaseBook(try common.desk())
    let kind = try leaseKind(kind)
    let isShown = total == nil && add == nil && !off
    common.printer.show(
      isShown
        ? try book.pool(kind, of: subject) : try book.setPool(kind, of: subject, total ?? add, isMore: add != nil),
      LeaseShapes.pool)
  }
}

/// Reads what a lease is a share of.
private func leaseKind(_ text: String) throws -> LeaseKind {
  guard let kind = LeaseKind(rawValue: text.lowercased()) else {
    throw FieldError(.usage, "\"\(text)\" is nothing that is leased: stock, promotion or credit")
  }
  return kind
}

/// How leases are shown.
enum LeaseShapes {
  static let list = [
    Field("NUMBER", "number"), Field("KIND", "kind"), Field("OF", "subject"), Field("STATUS", "status"),
    Field("ASKED", "asked", .amount(currency: "currency")), Field("GRANTED", "granted", .amount(currency: "currency")),
    Field("SPENT", "spent", .amount(currency: "currency")), Field("LEFT", "left", .amount(currency: "currency")),
    Field("ENDS", "expires_at", .moment), Field("ANSWER", "answer", .sentence),
  ]
  static let card = [
    Field("number", "number"), Field("id", "id", .id), Field("kind", "kind"), Field("of", "subject"),
    Field("status", "status"), Field("rep", "rep"), Field("asked", "asked", .amount(currency: "currency")),
    Field("granted", "granted", .amount(currency: "currency")),
    Field("spent", "spent", .amount(currency: "currency")), Field("left", "left", .amount(currency: "currency")),
    Field("ends", "expires_at", .moment), Field("answer", "answer", .sentence), Field("closed", "closed_at", .moment),
  ]
  static let pool = [
    Field("kind", "kind"), Field("of", "subject"), Field("in all", "total", .amount(currency: "currency")),
    Field("leased", "leased", .amount(currency: "currency")), Field("sold", "sold", .amount(currency: "currency")),
    Field("free", "free", .amount(currency: "currency")),
  ]
}
