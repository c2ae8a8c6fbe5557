import ChangeModel

/// Work with leases: reps ask for them, spend them, and give them back.
extension WorkMix {
  mutating func leaseWork(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    switch dice.number(0..<10) {
    case 0..<3: try askForLease(start, mark, sight)
    case 3..<8: try orderOnLease(start, mark, sight)
    case 8..<9: try returnLease(start, sight)
    default: try cancelOrder(start, sight)
    }
  }

  private mutating func askForLease(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    let own = "name FROM reps WHERE godwit_row IN (SELECT scope >> 2 FROM godwit_scopes WHERE scope & 3 = 2)"
    guard let rep = try seen(own, sight).first else { return nil }
    let isCredit = dice.happens(perMille: 300)
    guard let subject = isCredit ? try some("customers", "name", sight) : try product(sight) else { return nil }
    builder.insert(
      "leases", dice.rowID(),
      [
        ("rep_id", rep.reference), ("number", .text("L \(mark)")), ("kind", .text(isCredit ? "credit" : "stock")),
        (isCredit ? "customer_id" : "product_id", subject.reference),
        ("asked", .integer(Int64(isCredit ? 100 * dice.number(1..<8) : dice.number(1..<6)))),
      ])
    return builder.intent
  }

  /// One line, which says so as other orders do; mostly from a lease that the rep has or hopes to have.
  private mutating func orderOnLease(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    // The oldest one may have run out, and not have been taken back yet.
    let stock =
      dice.happens(perMille: 600)
      ? "product_id FROM leases WHERE kind = 'stock' AND status = 'granted' ORDER BY expires_at, godwit_row LIMIT 1"
      : "product_id FROM leases WHERE kind = 'stock' ORDER BY godwit_row DESC LIMIT 3"
    let leased = dice.pick(try seen(stock, sight))
    let owed = "1 FROM leases WHERE customer_id = \(SQLLiteral.text(customer.id)) ORDER BY godwit_row"
    let credit = dice.pick(try seen(owed, sight))
    guard let product = try leased?.reference(0) ?? product(sight)?.reference else { return nil }
    let spends = dice.happens(perMille: 800)
    let order = dice.rowID()
    builder.insert(
      "orders", order,
      [
        ("customer_id", customer.reference), ("number", .text("N \(mark)")), ("status", .text("submitted")),
        ("currency", .text("EUR")), ("customer_reference", .text("1")),
        ("credit_lease_id", spends ? credit?.reference ?? .null : .null),
      ])
    builder.insert(
      "order_lines", dice.rowID(),
      [
        ("order_id", .reference(RowReference(id: order))), ("sku", .text("L0")), ("product_id", product),
        ("quantity", .integer(Int64(dice.number(1..<3)))), ("unit_price", .integer(100)),
        ("stock_lease_id", spends ? leased?.reference ?? .null : .null),
      ])
    return builder.intent
  }

  private mutating func returnLease(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    let held = "status FROM leases WHERE status IN ('asked', 'granted') ORDER BY godwit_row LIMIT 3"
    guard let row = dice.pick(try seen(held, sight)) else { return nil }
    builder.set("leases", row, "status", from: row.values[0], to: .text("returned"))
    return builder.intent
  }

  private mutating func cancelOrder(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "status", sight), row.values[0] == .text("submitted") else { return nil }
    builder.set("orders", row, "status", from: row.values[0], to: .text("cancelled"))
    return builder.intent
  }

  private mutating func product(_ sight: any Sight) throws -> SeenRow? {
    dice.pick(try seen("sku FROM products ORDER BY godwit_row", sight))
  }
}
