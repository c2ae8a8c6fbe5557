import ChangeModel
import GRDB

/// The products and their prices of today. They are the office's: others read them.
public struct ProductBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  static let select = "SELECT p.* FROM products AS p"

  /// By article number.
  /// - Parameter all: whether what has left the range is shown too.
  public func list(group: String? = nil, all: Bool = false, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let group { query.add("p.product_group = ? COLLATE NOCASE", .text(group)) }
      if !all { query.add("p.active <> 0") }
      return try query.fetch(db, order: "p.sku COLLATE NOCASE, p.id", limit: limit)
    }
  }

  /// Those in whose article number, name, group, brand, description or barcode every word occurs.
  public func search(_ text: String, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      query.addWords(
        text, in: ["p.sku", "p.name", "p.product_group", "p.brand", "p.description", "p.barcode"])
      return try query.fetch(db, order: "p.sku COLLATE NOCASE, p.id", limit: limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.product.find(name, in: db), db) }
  }

  public func add(_ cells: Cells) throws -> Record {
    try desk.requireOffice("products and prices")
    return try desk.write { db in
      let id = desk.newID()
      try db.insert(into: "products", id: id, cells)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Record {
    try desk.requireOffice("products and prices")
    return try desk.write { db in
      let id = try RowFinder.product.find(name, in: db)
      try db.update("products", id: id, cells)
      return try one(id, db)
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("p.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
