import ChangeModel
import GRDB

extension OrderBook {
  /// Adds one line at the end, at the product's price unless another was asked for.
  func add(_ line: LineRequest, to order: RowID, _ db: Database) throws {
    let product = try self.product(line.product, db)
    let currency = try db.record("SELECT currency FROM orders WHERE id = ?", [Value(order).databaseValue])?
      .text("currency")
    let last = try db.record(
      "SELECT coalesce(max(line_number), 0) AS n FROM order_lines WHERE order_id = ?", [Value(order).databaseValue])
    try db.insert(
      into: "order_lines", id: desk.newID(),
      [
        "order_id": Value(order), "line_number": .integer((last?.integer("n") ?? 0) + 1),
        "product_id": product["id"] ?? .null, "sku": product["sku"] ?? .null,
        "description": product["name"] ?? .null, "quantity": .integer(line.quantity),
        "unit_price": .integer(try price(of: line, product: product, currency: currency)),
        "discount": .integer(line.discount),
      ])
  }

  /// The customer's currency, else that of the first product.
  func currency(of customer: RowID, lines: [LineRequest], _ db: Database) throws -> Value {
    let own = try db.record("SELECT currency FROM customers WHERE id = ?", [Value(customer).databaseValue])
    if let own = own?["currency"], !own.isNull { return own }
    guard let first = lines.first else { return .null }
    return try product(first.product, db)["currency"] ?? .null
  }

  private func product(_ name: String, _ db: Database) throws -> Record {
    let id = try RowFinder.product.find(name, in: db)
    let product = try db.record("SELECT * FROM products WHERE id = ?", [Value(id).databaseValue]) ?? Record()
    guard product.integer("active") != 0 else {
      throw FieldError(.failed, "\(product.text("sku") ?? name) has left the range: order something else")
    }
    return product
  }

  private func price(of line: LineRequest, product: Record, currency: String?) throws -> Int64 {
    if let written = line.price {
      guard let price = Money.minorUnits(written, currency: currency) else {
        let digits = Money.exponent(of: currency)
        throw FieldError(
          .usage, "\"\(written)\" is no price in \(currency ?? "the order's currency"): at most \(digits) decimals")
      }
      return price
    }
    let own = product.text("currency")
    guard own == nil || currency == nil || own == currency else {
      throw FieldError(
        .failed,
        "\(line.product) is priced in \(own ?? "?") but the order is in \(currency ?? "?"): "
          + "write a price, \(line.product):\(line.quantity):PRICE")
    }
    return product.integer("unit_price") ?? 0
  }
}
