import ChangeModel

/// Work on orders.
extension WorkMix {
  /// An order says in `customer_reference` how many lines it has, so that a torn one shows.
  mutating func order(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    let order = dice.rowID()
    let lines = dice.number(1..<4)
    let isSubmitted = dice.happens(perMille: focus.themes.contains(.credit) ? 800 : 300)
    builder.insert(
      "orders", order,
      [
        ("customer_id", customer.reference), ("number", .text("N \(mark)")),
        ("status", .text(isSubmitted ? "submitted" : "draft")), ("currency", .text("EUR")),
        ("customer_reference", .text("\(lines)")),
      ])
    for line in 0..<lines {
      builder.insert(
        "order_lines", dice.rowID(),
        [
          ("order_id", .reference(RowReference(id: order))), ("sku", .text("L\(line)")),
          ("quantity", .integer(Int64(line + 1))), ("unit_price", .integer(100)),
        ])
    }
    return builder.intent
  }

  /// The office sets limits that a few orders reach; now and then somebody tries who may not.
  mutating func creditLimit(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    if role != .office && dice.happens(perMille: 700) { return try order(start, mark, sight) }
    var builder = start
    guard let row = try some("customers", "credit_limit", sight) else { return nil }
    builder.set(
      "customers", row, "credit_limit", from: row.values[0], to: .integer(Int64(100 * dice.number(1..<9))))
    return builder.intent
  }

  mutating func line(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "memo", sight) else { return nil }
    builder.insert(
      "order_lines", dice.rowID(),
      [
        ("order_id", row.reference), ("sku", .text(mark)), ("quantity", .integer(Int64(dice.number(0..<4)))),
        ("unit_price", .integer(5)),
      ])
    builder.set("orders", row, "memo", from: row.values[0], to: .text("line \(mark)"))
    return builder.intent
  }

  mutating func step(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    // Where an order has come to its end there is nothing to fight over, and something to forbid.
    let isWild = dice.happens(perMille: 150)
    let orders = isWild ? "orders" : "orders WHERE status NOT IN ('cancelled', 'invoiced')"
    guard let row = try some(orders, "status", sight), let state = row.values[0].text,
      let next = dice.pick(isWild ? Self.steps.keys.sorted() : Self.steps[state] ?? ["cancelled"])
    else { return nil }
    builder.set("orders", row, "status", from: row.values[0], to: .text(next))
    return builder.intent
  }

  private static let steps = [
    "draft": ["submitted", "cancelled"], "submitted": ["confirmed", "on_hold", "cancelled"],
    "on_hold": ["submitted", "cancelled"], "confirmed": ["picked"], "picked": ["shipped"],
    "shipped": ["delivered"], "delivered": ["invoiced"],
  ]

  /// Two users give the same document number: one of them must be told.
  mutating func sameNumber(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "number", sight) else { return nil }
    builder.set("orders", row, "number", from: row.values[0], to: .text("N-\(dice.number(0..<4))"))
    return builder.intent
  }
}
