import ArgumentParser
import ChangeModel
import FieldClient

struct PromotionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promotion", abstract: "What is cheaper for a while; the office keeps the promotions.",
    subcommands: [PromotionList.self, PromotionShow.self, PromotionPut.self])
}

struct PromotionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the promotions that hold now, the first to end in front.")

  @Option(help: "Only those that this customer gets.") var customer: String?
  @Flag(help: "Also those that have ended or not begun.") var all = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try PromotionBook(common.desk()).list(all: all, customer: customer), PromotionShapes.list,
      empty: "no promotion holds now")
  }
}

struct PromotionShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a promotion.")

  @Argument(help: "The promotion's code.") var promotion: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try PromotionBook(common.desk()).show(promotion), PromotionShapes.card) }
}

struct PromotionPut: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Add a promotion, or change the one of that code (office only).")

  @Argument(help: "The promotion's code.") var code: String
  @Option(help: "Name.") var name: String?
  @Option(help: "The product it is for.") var product: String?
  @Option(help: "The product group it is for.") var group: String?
  @Option(help: "The customers' segment that gets it.") var segment: String?
  @Option(help: "Units on one line from which it holds.") var fromQuantity: Int64?
  @Option(help: "Percent off the line.") var discount: String?
  @Option(help: "What one unit costs.") var price: String?
  @Option(help: "The currency of that price.") var currency: String?
  @Option(help: "Units for nothing, for each --from-quantity ordered.") var free: Int64?
  @Option(help: "The small print.") var terms: String?
  @Option(help: "Still running.") var active: YesNo?
  @OptionGroup var validity: ValidityOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard [discount != nil, price != nil, free != nil].filter({ $0 }).count <= 1 else {
      throw FieldError(.usage, "a promotion gives one thing: --discount, --price or --free")
    }
    common.printer.show(
      try PromotionBook(common.desk()).put(code, try cells(), product: product, price: price), PromotionShapes.card)
  }

  private func cells() throws -> Cells {
    var cells = try validity.cells()
    let kind = discount != nil ? "discount" : price != nil ? "price" : free != nil ? "free_goods" : nil
    let texts = [
      ("kind", kind), ("name", name), ("product_group", group), ("segment", segment),
      ("currency", currency?.uppercased()), ("terms", terms),
    ]
    for (column, text) in texts { cells.set(column, text) }
    cells.set("min_quantity", fromQuantity)
    cells.set("free_quantity", free)
    if let active { cells["active"] = active.value }
    if let discount {
      guard let points = Decimals.scaled(discount, digits: 2), (1...10_000).contains(points) else {
        throw FieldError(.usage, "\"\(discount)\" is no discount: write percent such as 5 or 12.5")
      }
      cells["discount"] = .integer(points)
    }
    return cells
  }
}

/// How promotions are shown.
enum PromotionShapes {
  static let list = [
    Field("CODE", "code"), Field("NAME", "name"), Field("FOR", "applies"), Field("SEGMENT", "segment"),
    Field("GIVES", "gift"), Field("BEGINS", "valid_from", .moment), Field("ENDS", "valid_until", .moment),
  ]
  static let card = [
    Field("code", "code"), Field("name", "name"), Field("id", "id", .id), Field("for", "applies"),
    Field("segment", "segment"), Field("gives", "gift"), Field("begins", "valid_from", .moment),
    Field("ends", "valid_until", .moment), Field("running", "active", .yesNo), Field("terms", "terms"),
  ]
}
