import ChangeModel
import FieldSales
import GRDB

extension LoyaltyBook {
  /// Books what invoiced orders earned, and puts right what a return has changed since.
  ///
  /// The entry's ID is made of the order's, so that two who book the same order write one row.
  /// - Returns: how many entries were written.
  public func bookEarnings() throws -> Int {
    guard desk.replica.identity.role != .rep else {
      throw FieldError(.failed, "points are given by a manager or the office: they run `godwit loyalty book`")
    }
    let earned = try desk.read { db in
      try db.records(
        """
        SELECT e.*, l.id AS entry FROM (\(Self.earnings)
          AND (o.id NOT IN (SELECT b.order_id FROM loyalty_entries AS b WHERE b.kind = 'earn' AND b.order_id IS NOT NULL)
            OR o.id IN (SELECT r.order_id FROM returns AS r))) AS e
        LEFT JOIN loyalty_entries AS l ON l.customer_id = e.customer_id AND l.order_id = e.order_id AND l.kind = 'earn'
        WHERE e.points IS NOT l.points AND (e.points > 0 OR l.points > 0)
        ORDER BY e.placed_at, e.order_id
        """, ["rate": try db.settings()[.loyaltyAmountPerPoint]])
    }
    for start in stride(from: 0, to: earned.count, by: Self.entriesPerChangeSet) {
      let part = earned[start..<min(start + Self.entriesPerChangeSet, earned.count)]
      try desk.write { db in for row in part { try enter(row, db) } }
    }
    return earned.count
  }

  /// A first booking may be of years: it is handed in as change sets of a size that travels well.
  private static let entriesPerChangeSet = 500

  private func enter(_ row: Record, _ db: Database) throws {
    guard let order = row.rowID("order_id"), let customer = row["customer_id"] else { return }
    let points = Value.integer(max(0, row.integer("points") ?? 0))
    if let entry = row.rowID("entry") { return try db.update("loyalty_entries", id: entry, ["points": points]) }
    try db.insert(
      into: "loyalty_entries", id: Self.entryID(of: order),
      [
        "customer_id": customer, "kind": .text("earn"), "points": points, "order_id": Value(order),
        "reason": .text("order \(row.text("number") ?? "")"), "booked_at": .integer(desk.now),
        "rep_id": try desk.ownRepID(db),
      ])
  }

  /// Gives or takes points by hand.
  public func adjust(_ customer: String, points: Int64, reason: String) throws -> Account {
    guard desk.replica.identity.role != .rep else {
      throw FieldError(.failed, "points are given by a manager or the office: ask one of them")
    }
    try desk.write { db in
      let id = try RowFinder.customer.find(customer, in: db)
      try book(id, ["kind": .text("adjust"), "points": .integer(points), "reason": .text(reason)], db)
    }
    return try show(customer)
  }

  /// What is promised, by basis and amount.
  public func thresholds() throws -> [Record] {
    try desk.read { db in
      try db.records("SELECT h.* FROM loyalty_thresholds AS h ORDER BY h.basis, h.amount, h.code")
    }
  }

  /// Adds a threshold, or changes the one of that code.
  /// - Parameter amount: points, or a decimal in the threshold's currency for purchases.
  public func putThreshold(_ code: String, _ cells: Cells, amount: String?) throws -> Record {
    try desk.requireOffice("thresholds")
    return try desk.write { db in
      var cells = cells
      cells["code"] = .text(code)
      let present = try db.record("SELECT * FROM loyalty_thresholds WHERE code = ? COLLATE NOCASE", [code])
      if let amount {
        let isMoney = (cells["basis"]?.text ?? present?.text("basis")) == "purchases"
        let currency = cells["currency"]?.text ?? present?.text("currency")
        guard let number = isMoney ? Money.minorUnits(amount, currency: currency) : Int64(amount), number > 0 else {
          throw FieldError(.usage, "\"\(amount)\" is no threshold: write points such as 500, or an amount of purchases")
        }
        cells["amount"] = .integer(number)
      } else if present == nil {
        throw FieldError(.usage, "say from where it is reached: --amount 500")
      }
      let id = try db.put("loyalty_thresholds", cells, where: "code = ? COLLATE NOCASE", [code], newID: desk.newID)
      return try db.record("SELECT * FROM loyalty_thresholds WHERE id = ?", [Value(id).databaseValue]) ?? Record()
    }
  }

  /// The order's ID with some bits turned: 16 bytes that no other row of the table has.
  static func entryID(of order: RowID) -> RowID {
    RowID(high: order.high ^ 0x6C6F_7961_6C74_7900, low: order.low)
  }
}
