import ChangeModel
import GRDB

extension PriceBook {
  /// Adds a price list, or changes the one of that code.
  public func putList(_ code: String, _ cells: Cells) throws -> Record {
    try desk.requireOffice("price lists")
    return try desk.write { db in
      var cells = cells
      cells["code"] = .text(code)
      let id = try db.put("price_lists", cells, where: "code = ? COLLATE NOCASE", [code], newID: desk.newID)
      return try db.record("SELECT * FROM price_lists WHERE id = ?", [Value(id).databaseValue]) ?? Record()
    }
  }

  /// Sets what a product costs by a list from a quantity on.
  /// - Parameter price: a decimal in the list's currency.
  public func setPrice(list: String, product: String, price: String, from quantity: Int64, _ validity: Cells = Cells())
    throws -> [Record]
  {
    try desk.requireOffice("prices")
    guard quantity > 0 else { throw FieldError(.usage, "a price holds from 1 unit on, or more") }
    try desk.write { db in
      let listID = Value(try RowFinder.priceList.find(list, in: db))
      let productID = Value(try RowFinder.product.find(product, in: db))
      let currency = try db.record("SELECT currency FROM price_lists WHERE id = ?", [listID.databaseValue])?
        .text("currency")
      guard let amount = Money.minorUnits(price, currency: currency), amount >= 0 else {
        throw FieldError(.usage, "\"\(price)\" is no price: write a decimal such as 12.50")
      }
      var cells = validity
      cells["price_list_id"] = listID
      cells["product_id"] = productID
      cells["min_quantity"] = .integer(quantity)
      cells["unit_price"] = .integer(amount)
      _ = try db.put(
        "prices", cells, where: "price_list_id = ? AND product_id = ? AND min_quantity = ?",
        [listID.databaseValue, productID.databaseValue, quantity], newID: desk.newID)
    }
    return try prices(of: list)
  }

  /// Gives a list to a customer, or says anew for how long.
  public func assign(list: String, customer: String, _ validity: Cells = Cells()) throws -> Record {
    try desk.requireOffice("price lists")
    return try desk.write { db in
      let listID = Value(try RowFinder.priceList.find(list, in: db))
      let customerID = Value(try RowFinder.customer.find(customer, in: db))
      var cells = validity
      cells["price_list_id"] = listID
      cells["customer_id"] = customerID
      let id = try db.put(
        "customer_price_lists", cells, where: "customer_id = ? AND price_list_id = ?",
        [customerID.databaseValue, listID.databaseValue], newID: desk.newID)
      return try db.record(
        """
        SELECT a.id, c.code AS customer_code, c.name AS customer, l.code, l.name, a.valid_from, a.valid_until
        FROM customer_price_lists AS a
        JOIN customers AS c ON c.id = a.customer_id
        JOIN price_lists AS l ON l.id = a.price_list_id
        WHERE a.id = ?
        """, [Value(id).databaseValue]) ?? Record()
    }
  }
}

extension Database {
  /// Changes the row that fulfils the condition, or adds one when there is none.
  /// - Returns: its ID.
  func put(
    _ table: String, _ cells: Cells, where condition: String, _ arguments: StatementArguments, newID: () -> RowID
  ) throws -> RowID {
    if let id = try record("SELECT id FROM \(table) WHERE \(condition) ORDER BY id LIMIT 1", arguments)?.id {
      try update(table, id: id, cells)
      return id
    }
    let id = newID()
    try insert(into: table, id: id, cells)
    return id
  }
}
