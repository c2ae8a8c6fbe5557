import ChangeModel
import GRDB

/// The price lists, and what a customer pays. They are the office's: others read them.
public struct PriceBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What so many units of a product would cost a customer now, and why.
  /// - Parameter customer: nil for somebody who is no customer yet.
  public func ask(product: String, quantity: Int64 = 1, customer: String?, currency: String? = nil) throws
    -> PriceAnswer
  {
    guard quantity > 0 else { throw FieldError(.usage, "a quantity is a whole number above 0") }
    return try desk.read { db in
      let customerID = try customer.map { try RowFinder.customer.find($0, in: db) }
      let own = try customerID.flatMap {
        try db.record("SELECT currency FROM customers WHERE id = ?", [Value($0).databaseValue])?.text("currency")
      }
      var answer = try PriceFinder(db: db, language: desk.language ?? .english).answer(
        PriceQuestion(
          product: try RowFinder.product.find(product, in: db), customer: customerID, quantity: quantity,
          currency: currency ?? own, at: desk.now))
      answer.knownAt = try desk.lastSync(db)
      return answer
    }
  }

  /// The price lists, by code.
  public func lists() throws -> [Record] {
    try desk.read { db in
      try db.records(
        """
        SELECT l.*, (SELECT count(*) FROM prices AS x WHERE x.price_list_id = l.id) AS price_count,
          (SELECT count(*) FROM customer_price_lists AS a WHERE a.price_list_id = l.id) AS customer_count
        FROM price_lists AS l ORDER BY l.code COLLATE NOCASE, l.id
        """)
    }
  }

  /// The prices of a list, by article number and quantity.
  public func prices(of list: String, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(
        """
        SELECT x.id, p.sku, p.name AS product, x.min_quantity, x.unit_price, l.currency, x.valid_from, x.valid_until
        FROM prices AS x
        JOIN price_lists AS l ON l.id = x.price_list_id
        LEFT JOIN products AS p ON p.id = x.product_id
        """)
      query.add("x.price_list_id = ?", Value(try RowFinder.priceList.find(list, in: db)))
      return try query.fetch(db, order: "p.sku COLLATE NOCASE, x.min_quantity, x.id", limit: limit)
    }
  }
}
