import ChangeModel
import GRDB

/// The promotions: what is cheaper for a while. They are the office's: others read them.
public struct PromotionBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  static let select = """
    SELECT m.*, p.sku, p.name AS product FROM promotions AS m LEFT JOIN products AS p ON p.id = m.product_id
    """

  /// Those that hold now, or all, the one that ends first in front.
  /// - Parameter customer: only those that this customer gets.
  public func list(all: Bool = false, customer: String? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if !all {
        query.add(
          "m.active <> 0 AND coalesce(m.valid_from, 0) <= ? AND (m.valid_until IS NULL OR m.valid_until > ?)",
          .integer(desk.now), .integer(desk.now))
      }
      if let customer {
        let id = Value(try RowFinder.customer.find(customer, in: db))
        query.add("(m.segment IS NULL OR m.segment = (SELECT segment FROM customers WHERE id = ?) COLLATE NOCASE)", id)
      }
      return try query.fetch(db, order: "m.valid_until IS NULL, m.valid_until, m.code, m.id").map(explained)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.promotion.find(name, in: db), db) }
  }

  /// Adds a promotion, or changes the one of that code.
  /// - Parameters:
  ///   - product: what names the product that it is for; nil leaves it as it is.
  ///   - price: of the kind `price`, a decimal in the promotion's currency.
  public func put(_ code: String, _ cells: Cells, product: String?, price: String? = nil) throws -> Record {
    try desk.requireOffice("promotions")
    return try desk.write { db in
      var cells = cells
      cells["code"] = .text(code)
      if let product { cells["product_id"] = Value(try RowFinder.product.find(product, in: db)) }
      let present = try db.record("SELECT * FROM promotions WHERE code = ? COLLATE NOCASE", [code])
      if let price {
        let currency = cells["currency"]?.text ?? present?.text("currency")
        guard let amount = Money.minorUnits(price, currency: currency), amount >= 0 else {
          throw FieldError(.usage, "\"\(price)\" is no price: write a decimal such as 12.50")
        }
        cells["unit_price"] = .integer(amount)
      }
      try require(cells, present)
      let id = try db.put("promotions", cells, where: "code = ? COLLATE NOCASE", [code], newID: desk.newID)
      return try one(id, db)
    }
  }

  /// What the kind needs must be there, or the promotion would give nothing.
  private func require(_ cells: Cells, _ present: Record?) throws {
    func number(_ column: String) -> Int64? { cells[column]?.integer ?? present?.integer(column) }
    switch cells["kind"]?.text ?? present?.text("kind") ?? "discount" {
    case "discount":
      guard let points = number("discount"), (1...10_000).contains(points) else {
        throw FieldError(.usage, "say what it takes off: --discount 5 for 5 %")
      }
    case "price":
      guard number("unit_price") != nil else { throw FieldError(.usage, "say what one unit costs: --price 9.50") }
    case "free_goods":
      guard let units = number("free_quantity"), units > 0 else {
        throw FieldError(.usage, "say how many units are free: --from-quantity 10 --free 1")
      }
    case let kind: throw FieldError(.usage, "\"\(kind)\" is no kind: discount, price or free_goods")
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("m.id = ?", Value(id))
    return try query.fetch(db).first.map(explained) ?? Record()
  }

  /// With what it gives and for what, in the language of whoever reads.
  private func explained(_ row: Record) -> Record {
    let language = desk.language ?? .english
    let scope: Phrase = row.text("product_group").map { "group \($0)" } ?? "everything"
    return row.adding("gift", .text(PriceFinder.gift(row, currency: nil).text(in: language)))
      .adding("applies", .text(row.text("sku") ?? scope.text(in: language)))
  }
}
