import FieldClient

/// How returns are shown.
enum ReturnShapes {
  static let list = [
    Field("NUMBER", "number"), Field("ASKED", "requested_at", .moment), Field("CUSTOMER", "customer"),
    Field("ORDER", "order_number"), Field("STATUS", "status"), Field("REASON", "reason", .word),
    Field("UNITS", "quantity", .number), Field("REFUND DUE", "refund_due", .money(currency: "currency")),
    Field("REFUNDED", "refund_amount", .money(currency: "currency")), Field("ID", "id", .shortIDUnless("number")),
  ]
  static let card = [
    Field("number", "number"), Field("id", "id", .id), Field("customer", "customer"), Field("order", "order_number"),
    Field("status", "status"), Field("reason", "reason", .word), Field("decision", "decision", .sentence),
    Field("rep", "rep"),
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
