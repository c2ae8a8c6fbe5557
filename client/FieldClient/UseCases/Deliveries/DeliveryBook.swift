import ChangeModel
import FieldSales
import GRDB

/// The deliveries of orders, followed from packing to the hand-over.
public struct DeliveryBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which deliveries a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var order: String?
    /// Only those that are not handed over.
    public var isOpen = false
    /// Only those that should have arrived and have not.
    public var isLate = false
    public var limit: Int?

    public init() {}
  }

  /// A step on the way, in order.
  public enum Step: String, Sendable, CaseIterable {
    case pack, store, carry
    case handOver = "hand-over"

    var column: String {
      switch self {
      case .pack: "packed_at"
      case .store: "stored_at"
      case .carry: "carried_at"
      case .handOver: "handed_over_at"
      }
    }
  }

  static let select = """
    SELECT d.*, s.stage, s.since, o.number AS order_number, o.deliver_from, o.deliver_until, c.name AS customer,
      c.code AS customer_code
    FROM deliveries AS d
    JOIN delivery_stages AS s ON s.delivery_id = d.id
    LEFT JOIN orders AS o ON o.id = d.order_id
    LEFT JOIN customers AS c ON c.id = o.customer_id
    """

  /// Those that are under way in front, the first expected first.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("o.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let order = filter.order { query.add("d.order_id = ?", Value(try RowFinder.order.find(order, in: db))) }
      if filter.isOpen || filter.isLate { query.add("d.handed_over_at IS NULL") }
      if filter.isLate { query.add("coalesce(d.expected_at, o.deliver_until, o.expected_at) < ?", .integer(desk.now)) }
      return try query.fetch(
        db, order: "d.handed_over_at IS NOT NULL, d.handed_over_at DESC, d.expected_at IS NULL, d.expected_at, d.id",
        limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Record { try desk.read { db in try one(try find(name, db), db) } }

  /// Begins a delivery of an order.
  public func add(order: String, _ cells: Cells) throws -> Record {
    try desk.requireOffice("deliveries")
    return try desk.write { db in
      let orderID = try RowFinder.order.find(order, in: db)
      let head = try db.record("SELECT status, warehouse FROM orders WHERE id = ?", [Value(orderID).databaseValue])
      guard ["confirmed", "picked", "shipped"].contains(head?.text("status") ?? "") else {
        throw FieldError(
          .failed, "the order is \(head?.text("status"), or: "gone"): only a confirmed order is delivered")
      }
      var cells = cells
      cells["order_id"] = Value(orderID)
      if cells["warehouse"] == nil { cells["warehouse"] = head?["warehouse"] ?? .null }
      let id = desk.newID()
      try db.insert(into: "deliveries", id: id, cells)
      return try one(id, db)
    }
  }

  /// Notes a step. The last one anybody may take who stands at the door; the ones before are the office's.
  ///
  /// The office's steps carry the order along: the goods shipped, the goods delivered.
  public func take(_ step: Step, _ name: String, _ cells: Cells, at time: Int64? = nil) throws -> Record {
    if step != .handOver { try desk.requireOffice("the steps before the hand-over") }
    return try desk.write { db in
      let id = try find(name, db)
      let delivery = try one(id, db)
      if step == .handOver, let first = delivery.integer("handed_over_at") {
        try settle(delivery, at: first, db)
        return try one(id, db)
      }
      let time = time ?? desk.now
      try requireOrder(step, delivery, time)
      var cells = cells
      cells[step.column] = .integer(time)
      try db.update("deliveries", id: id, cells)
      if desk.replica.identity.role == .office, let order = delivery.rowID("order_id") {
        try carryAlong(step, order: order, at: time, db)
      }
      return try one(id, db)
    }
  }

  /// A hand-over that a rep noted is the order's too as soon as the office confirms it.
  private func settle(_ delivery: Record, at first: Int64, _ db: Database) throws {
    guard desk.replica.identity.role == .office, let order = delivery.rowID("order_id"),
      try status(of: order, db) == "shipped"
    else {
      throw FieldError(.failed, "it was handed over on \(Notice.moment(first)) already: the first who says so counts")
    }
    try carryAlong(.handOver, order: order, at: first, db)
  }

  private func status(of order: RowID, _ db: Database) throws -> String? {
    try db.record("SELECT status FROM orders WHERE id = ?", [Value(order).databaseValue])?.text("status")
  }

  private func requireOrder(_ step: Step, _ delivery: Record, _ time: Int64) throws {
    for other in Step.allCases.prefix(while: { $0 != step }) {
      if let earlier = delivery.integer(other.column), earlier > time {
        throw FieldError(
          .usage, "\(step.rawValue) would lie before \(other.rawValue) on \(Notice.moment(earlier)): check --at")
      }
    }
  }

  private func carryAlong(_ step: Step, order: RowID, at time: Int64, _ db: Database) throws {
    let id = Value(order).databaseValue
    switch step {
    case .pack, .store:
      try db.execute(sql: "UPDATE orders SET status = 'picked' WHERE id = ? AND status = 'confirmed'", arguments: [id])
    case .carry:
      try db.execute(sql: "UPDATE orders SET status = 'picked' WHERE id = ? AND status = 'confirmed'", arguments: [id])
      try db.execute(sql: "UPDATE orders SET status = 'shipped' WHERE id = ? AND status = 'picked'", arguments: [id])
    case .handOver:
      let open = try db.record(
        "SELECT count(*) AS n FROM deliveries WHERE order_id = ? AND handed_over_at IS NULL", [id])
      guard open?.integer("n") == 0 else { return }
      try db.execute(
        sql: "UPDATE orders SET status = 'delivered', delivered_at = ? WHERE id = ? AND status = 'shipped'",
        arguments: [time, id])
    }
  }

  /// The delivery of that number or ID, else the one delivery under way of that order.
  private func find(_ name: String, _ db: Database) throws -> RowID {
    if let id = try? RowFinder.delivery.find(name, in: db) { return id }
    guard let order = try? RowFinder.order.find(name, in: db) else {
      return try RowFinder.delivery.find(name, in: db)
    }
    let ids = try db.records(
      "SELECT id FROM deliveries WHERE order_id = ? ORDER BY handed_over_at IS NOT NULL, id",
      [Value(order).databaseValue]
    ).compactMap(\.id)
    guard let first = ids.first else {
      throw FieldError(.failed, "the order has no delivery yet: the warehouse begins it")
    }
    return first
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("d.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
