import ChangeModel
import FieldSales
import GRDB

/// The orders, with their lines.
public struct OrderBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which orders a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var status: String?
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// An order with its lines.
  public struct Sheet: Sendable {
    public var order: Record
    public var lines: [Record]
    /// What the person should know before it is handed in: credit, stock, prices.
    public var notices: [Notice] = []
  }

  /// The total is that of the view `order_totals`, reckoned for the rows that are shown alone.
  static let select = """
    SELECT o.*, c.name AS customer, c.code AS customer_code, r.name AS rep,
      (SELECT count(*) FROM order_lines AS l WHERE l.order_id = o.id) AS line_count,
      (SELECT coalesce(sum(\(LineTotal.net("l"))), 0) FROM order_lines AS l WHERE l.order_id = o.id) AS total
    FROM orders AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    LEFT JOIN reps AS r ON r.id = o.rep_id
    """

  /// The total of a line is rounded as the view `order_totals` rounds it, so that the sum is the order's total.
  static let selectLines = """
    SELECT l.*, p.name AS product, o.currency, \(LineTotal.net("l")) AS total
    FROM order_lines AS l
    LEFT JOIN orders AS o ON o.id = l.order_id
    LEFT JOIN products AS p ON p.id = l.product_id
    """

  /// Latest first.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("o.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let status = filter.status { query.add("o.status = ? COLLATE NOCASE", .text(status)) }
      if filter.isMine { query.add("o.rep_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: "o.placed_at DESC, o.id DESC", limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Sheet {
    try desk.read { db in try sheet(try RowFinder.order.find(name, in: db), db) }
  }

  /// Takes an order: with its lines it is one change set.
  public func add(
    _ cells: Cells, customer: String, contact: String? = nil, lines: [LineRequest], submit: Bool
  ) throws -> Sheet {
    try take(cells, as: submit ? "submitted" : "draft", customer: customer, contact: contact, lines: lines)
  }

  func take(_ cells: Cells, as status: String, customer: String, contact: String?, lines: [LineRequest]) throws -> Sheet
  {
    try desk.write { db in
      let customerID = try RowFinder.customer.find(customer, in: db)
      var cells = cells
      cells["customer_id"] = Value(customerID)
      if let contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
      cells["rep_id"] = try desk.ownRepID(db)
      if cells["number"] == nil {
        cells["number"] = .text(try DocumentNumbers.next(device: desk.replica.identity.device, in: db))
      }
      if cells["placed_at"] == nil { cells["placed_at"] = .integer(desk.now) }
      if cells["currency"] == nil { cells["currency"] = try currency(of: customerID, lines: lines, db) }
      cells["status"] = .text(status)
      let id = desk.newID()
      try db.insert(into: "orders", id: id, cells)
      try add(lines, to: id, db)
      if status == "submitted" { try spendLeases(id, db) }
      return try checked(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.order.find(name, in: db)
      try db.update("orders", id: id, cells)
      return try sheet(id, db)
    }
  }

  /// Adds lines to a quote or draft, at the prices of now.
  public func addLines(_ name: String, _ lines: [LineRequest]) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.order.find(name, in: db)
      try requireDraft(id, db)
      try add(lines, to: id, db)
      return try checked(id, db)
    }
  }

  /// Takes a line off a quote or draft.
  /// - Parameter line: its place in the order.
  public func removeLine(_ name: String, line: Int64) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.order.find(name, in: db)
      try requireDraft(id, db)
      let found = try db.record(
        "SELECT id FROM order_lines WHERE order_id = ? AND line_number = ?", [Value(id).databaseValue, line])
      guard let lineID = found?.id else {
        throw FieldError(.failed, "the order has no line \(line): `godwit order show \(name)` lists them")
      }
      try db.delete(from: "order_lines", id: lineID)
      try removeUnearnedGoods(from: id, db)
      return try checked(id, db)
    }
  }

  /// Takes an order to another state, if the workflow leads there.
  public func setStatus(_ name: String, to status: String, reason: String? = nil) throws -> Sheet {
    try desk.write { db in
      let id = try RowFinder.order.find(name, in: db)
      let present = try sheet(id, db)
      let old = present.order.text("status") ?? ""
      try requireStep(from: old, to: status)
      if status == "submitted", present.lines.isEmpty {
        throw FieldError(.failed, "the order has no lines: add some with `godwit order add-line \(name) SKU:QTY` first")
      }
      var cells = Cells()
      if old == "quote", status != old, status != "cancelled" { cells = try acceptance(of: present.order) }
      cells["status"] = .text(status)
      if let reason { cells["hold_reason"] = .text(reason) }
      if status == "delivered", present.order.integer("delivered_at") == nil, desk.replica.identity.role == .office {
        cells["delivered_at"] = try handOver(of: id, db)
      }
      if status == "submitted", FieldSales.changeableStates.contains(old) { try spendLeases(id, db) }
      if old != status { try db.update("orders", id: id, cells) }
      return status == "submitted" ? try checked(id, db) : try sheet(id, db)
    }
  }

  private func requireStep(from old: String, to new: String) throws {
    let table = desk.replica.schema["orders"]
    guard case .workflow(let workflow)? = table?.column("status").flatMap({ table?.columns[$0].policy }) else { return }
    guard workflow.states.contains(where: { $0.name == new }) else {
      throw FieldError(.usage, "\"\(new)\" is no state: \(workflow.states.map(\.name).joined(separator: ", "))")
    }
    guard workflow.allows(old, to: new) else {
      let next = workflow.states.first { $0.name == old }?.next ?? []
      let ways: Phrase = next.isEmpty ? "nothing follows it" : "it can become \(next.joined(separator: ", "))"
      throw FieldError(.failed, "the order is \(old) and cannot become \(new): \(ways)")
    }
  }

  func requireDraft(_ id: RowID, _ db: Database) throws {
    let status = try db.record("SELECT status FROM orders WHERE id = ?", [Value(id).databaseValue])?.text("status")
    guard let status, FieldSales.changeableStates.contains(status) else {
      let state: Phrase = status.map { "\(word: $0)" } ?? "gone"
      throw FieldError(
        .failed, "the order is \(state), and only a quote's or draft's lines can change: take a new order instead")
    }
  }

  func sheet(_ id: RowID, _ db: Database) throws -> Sheet {
    var order = Query(Self.select)
    order.add("o.id = ?", Value(id))
    var lines = Query(Self.selectLines)
    lines.add("l.order_id = ?", Value(id))
    return Sheet(
      order: try order.fetch(db).first ?? Record(), lines: try lines.fetch(db, order: "l.line_number, l.id"))
  }
}
