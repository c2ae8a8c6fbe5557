import ChangeModel

extension CustomerStory {
  /// Books an invoice, and its payment when it was made by now.
  func book(_ order: Int, _ net: Int64, at booked: Int64, _ sales: inout Sales, _ dice: inout Dice) {
    let tax = (net * 19 + 50) / 100
    let amount = net + tax
    let due = Calendar.start(of: booked) + Int64(paymentDays) * Calendar.day
    let paid = payment(due, &dice)
    let isOpen = paid.map { $0 >= stage.options.now } ?? true
    let document = "\(10_001 + number)-\(sales.entries.count + 1)"
    sales.entries.append(
      entry(
        order * 2, "invoice", "I" + document, booked,
        [
          "due_at": .integer(due), "amount": .integer(amount), "tax": .integer(tax),
          "outstanding": .integer(isOpen ? amount : 0),
        ]))
    if isOpen {
      sales.balance += amount
    } else if let paid {
      sales.entries.append(
        entry(
          order * 2 + 1, "payment", "P" + document, paid, ["amount": .integer(-amount), "outstanding": .integer(0)]))
    }
  }

  /// When an invoice is paid; nil for never.
  private func payment(_ due: Int64, _ dice: inout Dice) -> Int64? {
    switch payer {
    case .prompt: return due - Int64(dice.roll(0...5)) * Calendar.day
    case .late: return due + Int64(dice.roll(4...45)) * Calendar.day
    case .failing:
      // One that fails pays late at first, and nothing in the end.
      guard due < stage.options.now - 100 * Calendar.day, !dice.percent(5) else { return nil }
      return due + Int64(dice.roll(20...90)) * Calendar.day
    }
  }

  private func entry(
    _ number: Int, _ kind: String, _ document: String, _ booked: Int64, _ values: [String: Value]
  ) -> CompanyRow {
    let head: [String: Value] = [
      "customer_id": .row(id), "kind": .text(kind), "number": .text(document), "booked_at": .integer(booked),
      "currency": Stage.currency,
    ]
    return CompanyRow("ledger_entries", stage.ids.id("ledger_entries", number), head.merging(values) { $1 })
  }
}
