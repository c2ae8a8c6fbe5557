import ChangeModel
import FieldSales
import GRDB

extension OrderBook {
  /// Adds lines at the end, at the prices of now, and notes as of when they were known.
  func add(_ lines: [LineRequest], to order: RowID, _ db: Database) throws {
    guard !lines.isEmpty else { return }
    for line in lines { try add(line, to: order, db) }
    try notePricing(order, db)
  }

  /// Notes when the lines got their prices, and when the office had last been heard.
  func notePricing(_ order: RowID, _ db: Database) throws {
    let heard = try desk.lastSync(db)
    var cells: Cells = ["priced_at": .integer(desk.now), "prices_known_at": heard.map { .integer($0) } ?? .null]
    if desk.knows("orders", "known_position") {
      cells["known_position"] = try db.record("SELECT position FROM godwit_meta")?["position"] ?? .null
    }
    try db.update("orders", id: order, cells)
  }

  /// Gives a line the price of now; one that a person set stays, free goods are reckoned anew.
  func reprice(_ line: Record, in order: RowID, _ db: Database) throws {
    guard let id = line.id, let quantity = line.integer("quantity"), quantity > 0,
      let productID = line.rowID("product_id"), line.text("price_source") != "manual"
    else { return }
    guard line.text("price_source") != "free_goods" else { return try db.delete(from: "order_lines", id: id) }
    let request = LineRequest(product: line.text("sku") ?? productID.description, quantity: quantity)
    let answer = try answer(productID, quantity, order, db)
    try db.update("order_lines", id: id, try priceCells(of: request, answer))
    try insertFreeGoods(answer, into: order, db)
  }

  /// Adds one line at the end, and the goods that come free with it as a line of their own.
  private func add(_ line: LineRequest, to order: RowID, _ db: Database) throws {
    let product = try self.product(line.product, db)
    guard let productID = product.id else { return }
    let answer = try answer(productID, line.quantity, order, db)
    var cells = try priceCells(of: line, answer)
    cells["quantity"] = .integer(line.quantity)
    try insertLine(cells, of: product, into: order, db)
    if !line.isByHand { try insertFreeGoods(answer, into: order, db) }
  }

  private func answer(_ product: RowID, _ quantity: Int64, _ order: RowID, _ db: Database) throws -> PriceAnswer {
    let head = try db.record("SELECT customer_id, currency FROM orders WHERE id = ?", [Value(order).databaseValue])
    return try PriceFinder(db: db).answer(
      PriceQuestion(
        product: product, customer: head?.rowID("customer_id"), quantity: quantity, currency: head?.text("currency"),
        at: desk.now))
  }

  private func insertFreeGoods(_ answer: PriceAnswer, into order: RowID, _ db: Database) throws {
    guard let terms = answer.terms, terms.freeQuantity > 0 else { return }
    try insertLine(
      [
        "quantity": .integer(terms.freeQuantity), "unit_price": .integer(terms.unitPrice),
        "discount": .integer(LineTotal.discountMax), "list_price": .integer(terms.unitPrice),
        "price_source": .text("free_goods"), "promotion": terms.promotion.map { .text($0) } ?? .null,
      ], of: answer.product, into: order, db)
  }

  /// Takes free goods away whose paid line is gone.
  func removeUnearnedGoods(from order: RowID, _ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM order_lines WHERE order_id = ? AND price_source = 'free_goods' AND NOT EXISTS (
          SELECT 1 FROM order_lines AS paid
          WHERE paid.order_id = order_lines.order_id AND paid.product_id = order_lines.product_id
            AND paid.promotion = order_lines.promotion AND paid.price_source <> 'free_goods')
        """, arguments: [Value(order).databaseValue])
  }

  private func insertLine(_ cells: Cells, of product: Record, into order: RowID, _ db: Database) throws {
    let last = try db.record(
      "SELECT coalesce(max(line_number), 0) AS n FROM order_lines WHERE order_id = ?", [Value(order).databaseValue])
    var cells = cells
    cells["order_id"] = Value(order)
    cells["line_number"] = .integer((last?.integer("n") ?? 0) &+ 1)
    cells["product_id"] = product["id"] ?? .null
    cells["sku"] = product["sku"] ?? .null
    cells["description"] = product["name"] ?? .null
    try db.insert(into: "order_lines", id: desk.newID(), cells)
  }

  /// Price and discount of a line, with where they come from: what a person wrote goes before lists and promotions.
  private func priceCells(of line: LineRequest, _ answer: PriceAnswer) throws -> Cells {
    var cells: Cells = [
      "list_price": answer.listPrice.map { .integer($0) } ?? .null, "price_list": .null, "promotion": .null,
    ]
    if line.isByHand {
      cells["unit_price"] = .integer(try line.price.map { try written($0, answer.currency) } ?? known(answer, line))
      cells["discount"] = .integer(line.discount)
      cells["price_source"] = .text("manual")
      if line.price == nil { cells["price_list"] = answer.list?["code"] ?? .null }
      return cells
    }
    guard let terms = answer.terms else { throw unpriced(answer, line) }
    cells["unit_price"] = .integer(terms.unitPrice)
    cells["discount"] = .integer(terms.discount)
    cells["price_source"] = .text(terms.freeQuantity > 0 ? (answer.list == nil ? "product" : "list") : answer.source)
    cells["price_list"] = answer.list?["code"] ?? .null
    cells["promotion"] = terms.promotion.map { .text($0) } ?? .null
    if desk.knows("order_lines", "price_id") { cells["price_id"] = answer.list?["price_id"] ?? .null }
    return cells
  }

  private func written(_ price: String, _ currency: String?) throws -> Int64 {
    guard let amount = Money.minorUnits(price, currency: currency) else {
      let digits = Money.exponent(of: currency)
      throw FieldError(
        .usage, "\"\(price)\" is no price in \(currency, or: "the order's currency"): at most \(digits) decimals")
    }
    return amount
  }

  private func known(_ answer: PriceAnswer, _ line: LineRequest) throws -> Int64 {
    guard let price = answer.listPrice else { throw unpriced(answer, line) }
    return price
  }

  private func unpriced(_ answer: PriceAnswer, _ line: LineRequest) -> FieldError {
    FieldError(
      .failed,
      "\(line.product) is priced in \(answer.product.text("currency") ?? "?") but the order is in "
        + "\(answer.currency ?? "?"), and no price list has it: write a price, \(line.product):\(line.quantity):PRICE")
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
}
