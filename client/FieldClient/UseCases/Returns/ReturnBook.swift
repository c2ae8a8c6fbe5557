import ChangeModel
import FieldSales
import GRDB

/// Goods that customers give back, and their money.
public struct ReturnBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which returns a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var status: String?
    /// Only those that are not settled.
    public var isOpen = false
    public var limit: Int?

    public init() {}
  }

  /// A return with its lines.
  public struct Sheet: Sendable {
    public var head: Record
    public var lines: [Record]
  }

  /// Units of an order's line that come back.
  public struct Part: Hashable, Sendable {
    /// The line's place in the order.
    public var line: Int64
    public var quantity: Int64

    public init(line: Int64, quantity: Int64) {
      self.line = line
      self.quantity = quantity
    }

    /// Reads `LINE:QUANTITY`.
    public init(_ text: String) throws {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
      guard parts.count == 2, let line = parts[0], let quantity = parts[1], line > 0, quantity > 0 else {
        throw FieldError(.usage, "\"\(text)\" is no part of an order: write LINE:QUANTITY, such as 1:5")
      }
      self.init(line: line, quantity: quantity)
    }
  }

  static let select = """
    SELECT r.*, t.line_count, t.quantity, t.refund_due, t.currency, o.number AS order_number, c.name AS customer,
      c.code AS customer_code, u.name AS rep
    FROM returns AS r
    JOIN return_totals AS t ON t.return_id = r.id
    LEFT JOIN orders AS o ON o.id = r.order_id
    LEFT JOIN customers AS c ON c.id = o.customer_id
    LEFT JOIN reps AS u ON u.id = r.rep_id
    """

  static let selectLines = """
    SELECT b.*, l.line_number, l.sku, l.description, l.quantity AS ordered, o.currency,
      CASE WHEN l.quantity > 0 THEN (2 * \(LineTotal.net("l")) * b.quantity + l.quantity) / (2 * l.quantity) END
        AS refund_due
    FROM return_lines AS b
    LEFT JOIN order_lines AS l ON l.id = b.order_line_id
    LEFT JOIN orders AS o ON o.id = l.order_id
    """

  /// Latest first.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("o.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let status = filter.status { query.add("r.status = ? COLLATE NOCASE", .text(status)) }
      if filter.isOpen { query.add("r.status IN ('requested', 'approved', 'received')") }
      return try query.fetch(db, order: "r.requested_at DESC, r.id DESC", limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Sheet {
    try desk.read { db in try sheet(try RowFinder.goodsReturn.find(name, in: db), db) }
  }

  /// Takes up what a customer wants to give back: with its lines it is one change set.
  public func add(order: String, _ cells: Cells, parts: [Part], condition: String? = nil) throws -> Sheet {
    guard !parts.isEmpty else { throw FieldError(.usage, "say what comes back: --line LINE:QUANTITY") }
    return try desk.write { db in
      let orderID = try RowFinder.order.find(order, in: db)
      let status = try db.record("SELECT status FROM orders WHERE id = ?", [Value(orderID).databaseValue])?
        .text("status")
      guard ["shipped", "delivered", "invoiced"].contains(status ?? "") else {
        throw FieldError(
          .failed, "the order is \(status, or: "gone"): goods come back when they have left; cancel the order instead")
      }
      var cells = cells
      cells["order_id"] = Value(orderID)
      cells["rep_id"] = try desk.ownRepID(db)
      cells["requested_at"] = .integer(desk.now)
      if cells["number"] == nil {
        let device = desk.replica.identity.device
        cells["number"] = .text(try DocumentNumbers.next(device: device, letter: "R", table: "returns", in: db))
      }
      let id = desk.newID()
      try db.insert(into: "returns", id: id, cells)
      for part in parts { try add(part, condition: condition, to: id, of: orderID, db) }
      return try sheet(id, db)
    }
  }

  /// Takes a return to another state, if workflow and role lead there.
  public func setStatus(_ name: String, to status: String, _ cells: Cells = Cells()) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.goodsReturn.find(name, in: db)
      let old = try sheet(id, db).head.text("status") ?? ""
      try requireStep(from: old, to: status)
      var cells = cells
      cells["status"] = .text(status)
      if status == "received" { cells["received_at"] = .integer(desk.now) }
      try db.update("returns", id: id, cells)
      return try sheet(id, db)
    }
  }

  /// Notes the money that went back: what is due, unless another amount was agreed.
  /// - Parameter amount: a decimal in the order's currency.
  public func refund(_ name: String, amount: String?, creditNumber: String?) throws -> Sheet {
    let head = try show(name).head
    var cells: Cells = ["refunded_at": .integer(desk.now)]
    let due = head.integer("refund_due") ?? 0
    if let amount {
      guard let minor = Money.minorUnits(amount, currency: head.text("currency")), minor >= 0 else {
        throw FieldError(.usage, "\"\(amount)\" is no amount: write a decimal such as 12.50")
      }
      cells["refund_amount"] = .integer(minor)
    } else {
      cells["refund_amount"] = .integer(due)
    }
    if let creditNumber { cells["credit_number"] = .text(creditNumber) }
    return try setStatus(name, to: "refunded", cells)
  }

  private func add(_ part: Part, condition: String?, to id: RowID, of order: RowID, _ db: Database) throws {
    let line = try db.record(
      """
      SELECT l.id, l.sku, l.quantity - (
          SELECT coalesce(sum(b.quantity), 0) FROM returns AS r JOIN return_lines AS b ON b.return_id = r.id
          WHERE r.order_id = l.order_id AND b.order_line_id = l.id
            AND r.status IN ('requested', 'approved', 'received', 'refunded')
        ) AS rest
      FROM order_lines AS l WHERE l.order_id = ? AND l.line_number = ?
      """, [Value(order).databaseValue, part.line])
    guard let line, let lineID = line.id else {
      throw FieldError(.failed, "the order has no line \(part.line): `godwit order show` lists them")
    }
    let rest = max(0, line.integer("rest") ?? 0)
    guard part.quantity <= rest else {
      throw FieldError(.failed, "of line \(part.line), \(line.text("sku") ?? "?"), only \(rest) can still come back")
    }
    try db.insert(
      into: "return_lines", id: desk.newID(),
      [
        "return_id": Value(id), "order_line_id": Value(lineID), "quantity": .integer(part.quantity),
        "condition": condition.map { .text($0) } ?? .null,
      ])
  }

  private func requireStep(from old: String, to new: String) throws {
    let table = desk.replica.schema["returns"]
    guard case .workflow(let workflow)? = table?.column("status").flatMap({ table?.columns[$0].policy }) else { return }
    let role = desk.replica.identity.role
    let next = workflow.states.first { $0.name == old }?.next ?? []
    guard next.contains(new) else {
      let ways = next.isEmpty ? "nothing follows it" : "it can become \(next.joined(separator: ", "))"
      throw FieldError(.failed, "the return is \(old) and cannot become \(new): \(ways)")
    }
    guard role == .office || FieldSales.returnSteps(of: role)[old]?.contains(new) == true else {
      let whom = role == .rep && ["approved", "refused"].contains(new) ? "your manager" : "the office"
      throw FieldError(.failed, "the return is \(old), and a \(role.rawValue) cannot make it \(new): ask \(whom)")
    }
  }

  private func sheet(_ id: RowID, _ db: Database) throws -> Sheet {
    var head = Query(Self.select)
    head.add("r.id = ?", Value(id))
    var lines = Query(Self.selectLines)
    lines.add("b.return_id = ?", Value(id))
    return Sheet(head: try head.fetch(db).first ?? Record(), lines: try lines.fetch(db, order: "l.line_number, b.id"))
  }
}
