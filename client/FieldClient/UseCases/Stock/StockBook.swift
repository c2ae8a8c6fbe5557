import ChangeModel
import GRDB

/// What is in stock, where, and as of when. The figures are the office's: others read them.
public struct StockBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A product's stock: in sum, and in each warehouse.
  public struct Sheet: Sendable {
    public var product: Record
    public var places: [Record]
  }

  static let select = """
    SELECT s.*, p.name AS product, p.unit, p.lead_time_days FROM product_stock AS s JOIN products AS p ON p.id = s.product_id
    """

  /// Products with what is free, by article number.
  /// - Parameter short: only what cannot be had at once.
  public func list(group: String? = nil, short: Bool = false, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      query.add("p.active <> 0")
      if let group { query.add("p.product_group = ? COLLATE NOCASE", .text(group)) }
      if short { query.add("s.available <= 0") }
      return try query.fetch(db, order: "s.sku COLLATE NOCASE, s.product_id", limit: limit)
    }
  }

  public func show(_ name: String) throws -> Sheet {
    try desk.read { db in
      let id = try RowFinder.product.find(name, in: db)
      return Sheet(product: try Self.product(id, db) ?? Record(), places: try Self.places(id, db))
    }
  }

  public func warehouses() throws -> [Record] {
    try desk.read { db in
      try db.records(
        """
        SELECT w.*, count(s.id) AS product_count, min(s.counted_at) AS counted_at
        FROM warehouses AS w LEFT JOIN stock_levels AS s ON s.warehouse_id = w.id
        GROUP BY w.id ORDER BY w.code COLLATE NOCASE, w.id
        """)
    }
  }

  static func product(_ id: RowID, _ db: Database) throws -> Record? {
    var query = Query(select)
    query.add("s.product_id = ?", Value(id))
    return try query.fetch(db).first
  }

  static func places(_ id: RowID, _ db: Database) throws -> [Record] {
    try db.records(
      """
      SELECT w.code AS warehouse, w.name, w.city, s.on_hand, s.reserved, s.on_hand - s.reserved AS free, s.counted_at,
        s.incoming, s.incoming_at
      FROM stock_levels AS s JOIN warehouses AS w ON w.id = s.warehouse_id
      WHERE s.product_id = ? AND w.active <> 0 ORDER BY w.code COLLATE NOCASE, s.id
      """, [Value(id).databaseValue])
  }

  /// Adds a warehouse, or changes the one of that code.
  public func putWarehouse(_ code: String, _ cells: Cells) throws -> Record {
    try desk.requireOffice("warehouses")
    return try desk.write { db in
      var cells = cells
      cells["code"] = .text(code)
      let id = try db.put("warehouses", cells, where: "code = ? COLLATE NOCASE", [code], newID: desk.newID)
      return try db.record("SELECT * FROM warehouses WHERE id = ?", [Value(id).databaseValue]) ?? Record()
    }
  }

  /// Notes what a warehouse has of a product as of now.
  public func set(warehouse: String, product: String, _ cells: Cells) throws -> Sheet {
    try desk.requireOffice("stock figures")
    return try desk.write { db in
      let place = Value(try RowFinder.warehouse.find(warehouse, in: db))
      let productID = try RowFinder.product.find(product, in: db)
      var cells = cells
      cells["warehouse_id"] = place
      cells["product_id"] = Value(productID)
      if cells["counted_at"] == nil { cells["counted_at"] = .integer(desk.now) }
      _ = try db.put(
        "stock_levels", cells, where: "warehouse_id = ? AND product_id = ?",
        [place.databaseValue, Value(productID).databaseValue], newID: desk.newID)
      return Sheet(product: try Self.product(productID, db) ?? Record(), places: try Self.places(productID, db))
    }
  }
}
