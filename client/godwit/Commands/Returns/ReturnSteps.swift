import ArgumentParser
import ChangeModel
import FieldClient

struct ReturnApprove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Let the goods come back (manager or office).")

  @Argument(help: "The return.") var goods: String
  @Option(help: "Why.") var because: String?
  @OptionGroup var common: CommonOptions

  func run() throws { try decide(goods, "approved", because, common) }
}

struct ReturnRefuse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "Do not take the goods back (manager or office).")

  @Argument(help: "The return.") var goods: String
  @Option(help: "Why; the rep tells the customer.") var because: String
  @OptionGroup var common: CommonOptions

  func run() throws { try decide(goods, "refused", because, common) }
}

struct ReturnCancel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Note that the customer keeps the goods.")

  @Argument(help: "The return.") var goods: String
  @OptionGroup var common: CommonOptions

  func run() throws { try decide(goods, "cancelled", nil, common) }
}

struct ReturnReceive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive", abstract: "Note that the goods are back (office only).")

  @Argument(help: "The return.") var goods: String
  @OptionGroup var common: CommonOptions

  func run() throws { try decide(goods, "received", nil, common) }
}

struct ReturnRefund: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund", abstract: "Note that the money went back (office only).")

  @Argument(help: "The return.") var goods: String
  @Option(help: "The amount (default: what is due by the order's prices).") var amount: String?
  @Option(help: "The number of the credit note.") var creditNote: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try ReturnBook(common.desk()).refund(goods, amount: amount, creditNumber: creditNote))
  }
}

private func decide(_ goods: String, _ state: String, _ reason: String?, _ common: CommonOptions) throws {
  var cells = Cells()
  cells.set("decision", reason)
  common.printer.show(try ReturnBook(common.desk()).setStatus(goods, to: state, cells))
}

/// How returns are shown.
enum ReturnShapes {
  static let list = [
    Field("NUMBER", "number"), Field("ASKED", "requested_at", .moment), Field("CUSTOMER", "customer"),
    Field("ORDER", "order_number"), Field("STATUS", "status"), Field("REASON", "reason"),
    Field("UNITS", "quantity", .number), Field("REFUND DUE", "refund_due", .money(currency: "currency")),
    Field("REFUNDED", "refund_amount", .money(currency: "currency")), Field("ID", "id", .shortIDUnless("number")),
  ]
  static let card = [
    Field("number", "number"), Field("id", "id", .id), Field("customer", "customer"), Field("order", "order_number"),
    Field("status", "status"), Field("reason", "reason"), Field("decision", "decision"), Field("rep", "rep"),
    Field("asked", "requested_at", .moment), Field("goods back", "received_at", .moment),
    Field("refund due", "refund_due", .money(currency: "currency")),
    Field("refunded", "refund_amount", .money(currency: "currency")), Field("refunded on", "refunded_at", .moment),
    Field("credit note", "credit_number"), Field("notes", "notes"),
  ]
  static let lines = [
    Field("#", "line_number", .number), Field("SKU", "sku"), Field("DESCRIPTION", "description"),
    Field("BACK", "quantity", .number), Field("ORDERED", "ordered", .number), Field("CONDITION", "condition"),
    Field("REFUND", "refund_due", .money(currency: "currency")),
  ]
}

extension Printer {
  /// A return with its lines.
  func show(_ sheet: ReturnBook.Sheet) {
    if isJSON { return document(JSON(sheet.head).adding(("lines", JSON(sheet.lines)))) }
    card(sheet.head, ReturnShapes.card)
    section("Lines", sheet.lines, ReturnShapes.lines)
  }
}
