import ChangeModel
import FieldSales
import GRDB

/// Stock that we keep at customers: counted there, and filled up between two levels.
extension StockBook {
  /// What is on its way is ordered and not delivered, or delivered since the count, as far as this replica knows.
  private static let customerSelect = """
    SELECT s.*, c.name AS customer, c.code AS customer_code, p.sku, p.name AS product, r.name AS counted_by,
      s.on_way,
      CASE WHEN s.minimum IS NOT NULL AND coalesce(s.on_hand, 0) + s.on_way < s.minimum
        THEN max(0, s.maximum - coalesce(s.on_hand, 0) - s.on_way) ELSE 0 END AS to_deliver
    FROM (
      SELECT k.*, coalesce((
          SELECT sum(l.quantity) FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id
          WHERE o.customer_id = k.customer_id AND l.product_id = k.product_id
            AND (o.status IN ('draft', 'submitted', 'on_hold', 'confirmed', 'picked', 'shipped')
              OR o.status IN ('delivered', 'invoiced') AND \(FieldSales.purchaseTime) > coalesce(k.counted_at, 0))
        ), 0) AS on_way
      FROM customer_stocks AS k
    ) AS s
    JOIN customers AS c ON c.id = s.customer_id
    JOIN products AS p ON p.id = s.product_id
    LEFT JOIN reps AS r ON r.id = s.counted_by_id
    """

  /// What stands at customers: columns `on_hand`, `on_way`, `minimum`, `maximum`, `to_deliver`.
  /// - Parameter isShort: only what is to be filled up.
  public func atCustomers(customer: String? = nil, isShort: Bool = false, isMine: Bool = false, limit: Int? = nil)
    throws
    -> [Record]
  {
    try desk.read { db in
      try requireCustomerStocks(db)
      var query = Query("SELECT * FROM (\(Self.customerSelect)) AS s")
      if let customer { query.add("s.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db))) }
      if isShort { query.add("s.to_deliver > 0") }
      if isMine {
        query.add(
          "EXISTS (SELECT 1 FROM customers AS o WHERE o.id = s.customer_id AND o.owner_rep_id IS ?)",
          try desk.ownRepID(db))
      }
      return try query.fetch(db, order: "\(desk.byName("s.customer")), s.customer_id, s.sku, s.id", limit: limit)
    }
  }

  /// Notes what was counted there, or between which levels it is kept.
  /// - Parameter cells: `on_hand` with `counted_at`, or `minimum` and `maximum`.
  public func putAtCustomer(_ customer: String, product: String, _ cells: Cells) throws -> Record {
    try desk.write { db in
      try requireCustomerStocks(db)
      let customerID = Value(try RowFinder.customer.find(customer, in: db))
      let productID = Value(try RowFinder.product.find(product, in: db))
      var cells = cells
      cells["customer_id"] = customerID
      cells["product_id"] = productID
      if cells["on_hand"] != nil {
        if cells["counted_at"] == nil { cells["counted_at"] = .integer(desk.now) }
        cells["counted_by_id"] = try desk.ownRepID(db)
      }
      if let minimum = cells["minimum"]?.integer, (cells["maximum"]?.integer ?? .min) < minimum {
        throw FieldError(.usage, "say up to how many it is filled, not fewer than the minimum: --max UNITS")
      }
      let id = try db.put(
        "customer_stocks", cells, where: "customer_id = ? AND product_id = ?",
        [customerID.databaseValue, productID.databaseValue], newID: desk.newID)
      var query = Query("SELECT * FROM (\(Self.customerSelect)) AS s")
      query.add("s.id = ?", Value(id))
      return try query.fetch(db).first ?? Record()
    }
  }

  /// Takes an order of all that is to be filled up at a customer, as a draft for somebody to look at.
  public func refill(_ customer: String) throws -> OrderBook.Sheet {
    let short = try atCustomers(customer: customer, isShort: true)
    guard !short.isEmpty else {
      throw FieldError(.failed, "nothing is to be filled up there: `godwit stock at` shows what stands there")
    }
    let lines = try short.compactMap { row -> LineRequest? in
      guard let product = row.rowID("product_id"), let quantity = row.integer("to_deliver") else { return nil }
      return try LineRequest("\(product):\(quantity)")
    }
    return try OrderBook(desk).add([:], customer: customer, lines: lines, submit: false)
  }

  private func requireCustomerStocks(_ db: Database) throws {
    guard try db.tableExists("customer_stocks") else {
      throw FieldError(.failed, "the server does not keep customers' stock yet: ask the office to update it, then sync")
    }
  }
}
