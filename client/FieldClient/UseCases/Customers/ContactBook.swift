import ChangeModel
import GRDB

/// The people at the customers.
public struct ContactBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  static let select = """
    SELECT p.*, c.name AS customer, c.code AS customer_code
    FROM contacts AS p
    LEFT JOIN customers AS c ON c.id = p.customer_id
    """

  /// By customer and name, those to ask first first.
  public func list(customer: String? = nil, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer { query.add("p.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db))) }
      return try query.fetch(
        db, order: "\(desk.byName("c.name")), p.is_primary DESC, \(desk.byName("p.name")), p.id", limit: limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.contact.find(name, in: db), db) }
  }

  public func add(_ cells: Cells, customer: String) throws -> Record {
    try desk.write { db in
      var cells = cells
      cells["customer_id"] = Value(try RowFinder.customer.find(customer, in: db))
      let id = desk.newID()
      try db.insert(into: "contacts", id: id, cells)
      return try one(id, db)
    }
  }

  /// - Parameter correction: why, when the person asked for it.
  public func edit(_ name: String, _ cells: Cells, correction: String? = nil) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.contact.find(name, in: db)
      try one(id, db).requireNotErased(for: cells, in: "contacts")
      try db.update("contacts", id: id, cells)
      let contact = try one(id, db)
      if let correction, let customer = contact.rowID("customer_id") {
        try desk.noteCorrection(correction, columns: cells.columns, customer: customer, contact: id, db)
      }
      return contact
    }
  }

  public func delete(_ name: String) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.contact.find(name, in: db)
      let contact = try one(id, db)
      try db.delete(from: "contacts", id: id)
      return contact
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("p.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
