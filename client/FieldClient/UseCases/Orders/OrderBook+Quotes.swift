import ChangeModel
import FieldSales
import GRDB

extension OrderBook {
  /// Makes a quote: an order that promises prices for a while, and nothing else yet.
  public func quote(_ cells: Cells, customer: String, contact: String? = nil, lines: [LineRequest]) throws -> Sheet {
    guard !lines.isEmpty else { throw FieldError(.usage, "a quote needs at least one --line SKU:QUANTITY") }
    var cells = cells
    if cells["valid_until"] == nil {
      let days = try desk.read { try quoteDays($0) }
      cells["valid_until"] = .integer(desk.now.saturatingSum(days * 86_400_000))
    }
    return try take(cells, as: "quote", customer: customer, contact: contact, lines: lines)
  }

  /// Makes an order of a quote that the customer accepts, at the prices that were quoted.
  /// - Throws: an error that says how to go on, when the quote has run out.
  public func accept(_ name: String, submit: Bool) throws -> Sheet {
    guard try show(name).order.text("status") == "quote" else {
      throw FieldError(.failed, "\(name) is no quote: `godwit order list --status quote` shows those that wait")
    }
    return try setStatus(name, to: submit ? "submitted" : "draft")
  }

  /// What acceptance changes besides the state: the customer orders now.
  func acceptance(of quote: Record) throws -> Cells {
    if let until = quote.integer("valid_until"), until <= desk.now {
      let number = quote.text("number") ?? "ORDER"
      throw FieldError(
        .failed,
        "the quote held until \(Notice.moment(until)): take today's prices with `godwit order reprice \(number)` first")
    }
    return ["placed_at": .integer(desk.now)]
  }

  /// Gives the lines of a quote or draft today's prices; those that a person set stay.
  public func reprice(_ name: String) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.order.find(name, in: db)
      try requireDraft(id, db)
      let present = try sheet(id, db)
      for line in present.lines { try reprice(line, in: id, db) }
      try notePricing(id, db)
      if present.order.text("status") == "quote" {
        let days = try quoteDays(db)
        try db.update(
          "orders", id: id, ["valid_until": .integer(desk.now.saturatingSum(days * 86_400_000))])
      }
      return try checked(id, db)
    }
  }

  /// How many days the prices of a quote are promised.
  private func quoteDays(_ db: Database) throws -> Int64 { try db.settings()[.quoteValidDays] }
}
