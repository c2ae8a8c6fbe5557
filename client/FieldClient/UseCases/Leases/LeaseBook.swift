import ChangeModel
import FieldSales
import GRDB

/// Leases: what a rep may promise for certain, without asking anybody.
public struct LeaseBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  static let select = """
    SELECT l.*, coalesce(p.sku, m.code, c.name) AS subject, coalesce(p.name, m.name, c.code) AS subject_name,
      coalesce(m.currency, c.currency) AS currency, r.name AS rep,
      CASE WHEN l.status = 'granted' THEN \(LeaseFinder.left) END AS left
    FROM leases AS l
    LEFT JOIN products AS p ON p.id = l.product_id
    LEFT JOIN promotions AS m ON m.id = l.promotion_id
    LEFT JOIN customers AS c ON c.id = l.customer_id
    LEFT JOIN reps AS r ON r.id = l.rep_id
    """

  /// Those that live or wait, or all; the one that ends first in front.
  public func list(all: Bool = false) throws -> [Record] {
    try desk.read { db in
      try desk.requireLeases(db)
      var query = Query(Self.select)
      if !all { query.add("l.status IN ('asked', 'granted')") }
      return try query.fetch(db, order: "l.expires_at IS NULL, l.expires_at, l.number, l.id")
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in
      try desk.requireLeases(db)
      return try one(try RowFinder.lease.find(name, in: db), db)
    }
  }

  /// Asks for a lease; the server answers with the next sync.
  /// - Parameters:
  ///   - subject: what names the product, promotion or customer.
  ///   - amount: units, or a decimal of money.
  public func ask(_ kind: LeaseKind, of subject: String, _ amount: String) throws -> Record {
    try desk.write { db in
      try desk.requireLeases(db)
      var cells: Cells = [
        "rep_id": try desk.ownRepID(db), "device": .integer(desk.replica.identity.device),
        "kind": .text(kind.rawValue), "asked_at": .integer(desk.now),
      ]
      let id = try kind.finder.find(subject, in: db)
      cells[kind.column] = Value(id)
      cells["asked"] = .integer(try read(amount, of: kind, id, db))
      cells["number"] = .text(
        try DocumentNumbers.next(device: desk.replica.identity.device, letter: "L", table: "leases", in: db))
      let lease = desk.newID()
      try db.insert(into: "leases", id: lease, cells)
      return try one(lease, db)
    }
  }

  /// Gives back what is left of a lease.
  public func giveBack(_ name: String) throws -> Record {
    try desk.write { db in
      try desk.requireLeases(db)
      let id = try RowFinder.lease.find(name, in: db)
      let status = try one(id, db).text("status") ?? ""
      guard ["asked", "granted"].contains(status) else {
        throw FieldError(.failed, "the lease is \(word: status): nothing is left to give back")
      }
      try db.update("leases", id: id, ["status": .text("returned")])
      return try one(id, db)
    }
  }

  /// Says how much of a stock or a promotion's budget may be sold and leased in all.
  /// - Parameters:
  ///   - amount: units, or a decimal of money; nil counts nothing any more.
  ///   - isMore: whether it comes on top of what there was.
  public func setPool(_ kind: LeaseKind, of subject: String, _ amount: String?, isMore: Bool) throws -> Record {
    try desk.requireOffice("pools and budgets")
    return try desk.write { db in
      try desk.requireLeases(db)
      guard let pool = kind.pool else {
        throw FieldError(.usage, "a customer's credit is the credit limit: `godwit customer edit` sets it")
      }
      let id = try kind.finder.find(subject, in: db)
      var value = try amount.map { try read($0, of: kind, id, db) }
      if isMore, let more = value { value = more.saturatingSum(try poolRow(kind, pool, id, db).integer("total") ?? 0) }
      try db.update(pool.table, id: id, [pool.total: value.map { .integer($0) } ?? .null])
      return try poolRow(kind, pool, id, db)
    }
  }

  /// What there is in all of a stock or budget, what is leased, sold and free.
  public func pool(_ kind: LeaseKind, of subject: String) throws -> Record {
    try desk.read { db in
      try desk.requireLeases(db)
      guard let pool = kind.pool else {
        throw FieldError(.usage, "a customer's credit is the credit limit: `godwit customer show` tells it")
      }
      return try poolRow(kind, pool, try kind.finder.find(subject, in: db), db)
    }
  }

  private func poolRow(_ kind: LeaseKind, _ pool: LeaseKind.Pool, _ id: RowID, _ db: Database) throws -> Record {
    try db.record(
      """
      SELECT id, \(pool.name) AS subject, name AS subject_name, '\(kind.rawValue)' AS kind, currency,
        \(pool.total) AS total, coalesce(\(pool.leased), 0) AS leased, coalesce(\(pool.taken), 0) AS sold,
        \(pool.total) - coalesce(\(pool.leased), 0) - coalesce(\(pool.taken), 0) AS free
      FROM \(pool.table) WHERE id = ?
      """, [Value(id).databaseValue]) ?? Record()
  }

  private func read(_ text: String, of kind: LeaseKind, _ subject: RowID, _ db: Database) throws -> Int64 {
    let row = try db.record(
      "SELECT currency FROM \(kind.finder.table) WHERE id = ?", [Value(subject).databaseValue])
    let amount = kind == .stock ? Int64(text) : Money.minorUnits(text, currency: row?.text("currency"))
    guard let amount, amount > 0 else {
      throw FieldError(.usage, "\"\(text)\" is no amount: write units such as 20, or money such as 500.00")
    }
    return amount
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("l.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}

extension Desk {
  /// A server of an older release has no such table.
  func requireLeases(_ db: Database) throws {
    guard try db.tableExists("leases") else {
      throw FieldError(.failed, "the server grants no leases yet: update it first")
    }
  }

  /// Whether the server's tables have this column.
  func knows(_ table: String, _ column: String) -> Bool { replica.schema[table]?.column(column) != nil }
}
