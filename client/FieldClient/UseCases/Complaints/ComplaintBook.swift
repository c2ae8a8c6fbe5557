import ChangeModel
import GRDB

/// The complaints, each on its way to an answer, with a clock on every step.
public struct ComplaintBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which complaints a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    /// Finished ones too.
    public var isAll = false
    /// Only those whose clock has run out.
    public var isLate = false
    /// Only those that are the manager's by now.
    public var isEscalated = false
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// What a complaint is about, as a person names it.
  public struct Links: Sendable {
    public var contact: String?
    public var order: String?
    public var product: String?
    public var rep: String?

    public init() {}
  }

  static let select = """
    SELECT x.*, c.name AS customer, c.code AS customer_code, c.phone AS phone, p.name AS contact, r.name AS rep,
      t.name AS taken_by, o.number AS order_number, d.name AS product, k.next_step, k.due_at, k.escalates_at
    FROM complaints AS x
    LEFT JOIN customers AS c ON c.id = x.customer_id
    LEFT JOIN contacts AS p ON p.id = x.contact_id
    LEFT JOIN reps AS r ON r.id = x.rep_id
    LEFT JOIN reps AS t ON t.id = x.taken_by_id
    LEFT JOIN orders AS o ON o.id = x.order_id
    LEFT JOIN products AS d ON d.id = x.product_id
    LEFT JOIN complaint_clocks AS k ON k.complaint_id = x.id
    """

  /// Whether a complaint is the manager's: called for, or its clock is long over. One `?` for now.
  static let isEscalated = "(x.escalated_at IS NOT NULL OR k.escalates_at <= ?)"

  /// By the time that the next step is due, the grave ones first among those of one time.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("x.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if !filter.isAll { query.add("k.due_at IS NOT NULL") }
      if filter.isLate { query.add("k.due_at <= ?", .integer(desk.now)) }
      if filter.isEscalated { query.add("k.due_at IS NOT NULL AND \(Self.isEscalated)", .integer(desk.now)) }
      if filter.isMine { query.add("coalesce(x.rep_id, x.taken_by_id, c.owner_rep_id) IS ?", try desk.ownRepID(db)) }
      return try query.fetch(
        db, order: "k.due_at IS NULL, k.due_at, x.severity, x.received_at DESC, x.id", limit: filter.limit
      ).map(clocked)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try find(name, db), db) }
  }

  /// Notes a complaint; its first clock starts now unless `received_at` says otherwise.
  public func add(_ cells: Cells, customer: String, _ links: Links = Links()) throws -> Record {
    try desk.write { db in
      var cells = try linked(cells, links, db)
      let customer = try RowFinder.customer.find(customer, in: db)
      cells["customer_id"] = Value(customer)
      cells["taken_by_id"] = try desk.ownRepID(db)
      let time = cells["received_at"]?.integer ?? desk.now
      cells["received_at"] = .integer(time)
      let id = desk.newID()
      try db.insert(into: "complaints", id: id, cells)
      try db.noteContact(customer: customer, at: time)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells, _ links: Links = Links()) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      try db.update("complaints", id: id, try linked(cells, links, db))
      return try one(id, db)
    }
  }

  /// Judges a complaint and gives it to someone; to the user when nobody is named.
  public func triage(_ name: String, _ cells: Cells, rep: String?) throws -> Record {
    try step(name, to: "triaged", clock: "triaged_at", cells) { cells, db in
      cells["rep_id"] = try rep.map { Value(try RowFinder.rep.find($0, in: db)) } ?? desk.ownRepID(db)
    }
  }

  /// Notes that somebody works on it; also when an answer did not help.
  public func start(_ name: String) throws -> Record {
    try step(name, to: "resolving", clock: "started_at", Cells()) { cells, db in
      if try one(find(name, db), db).rowID("rep_id") == nil { cells["rep_id"] = try desk.ownRepID(db) }
    }
  }

  /// Notes what the customer was told.
  public func answer(_ name: String, _ text: String) throws -> Record {
    guard text.contains(where: { !$0.isWhitespace }) else { throw FieldError(.usage, "say what the customer was told") }
    return try step(name, to: "answered", clock: "answered_at", ["answer": .text(text)])
  }

  /// Notes that the customer was asked whether it helped.
  /// - Parameter satisfaction: 1 to 5.
  public func followUp(_ name: String, satisfaction: Int64?) throws -> Record {
    if let satisfaction, !(1...5).contains(satisfaction) { throw FieldError(.usage, "satisfaction is 1 to 5") }
    var cells = Cells()
    if let satisfaction { cells["satisfaction"] = .integer(satisfaction) }
    return try step(name, to: "followed_up", clock: "followed_up_at", cells)
  }

  /// Calls for help before the clock does.
  public func escalate(_ name: String, reason: String) throws -> Record {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw FieldError(.usage, "say why you call for help") }
    return try desk.write { db in
      let id = try find(name, db)
      guard try one(id, db).integer("escalated_at") == nil else {
        throw FieldError(.failed, "it is escalated already: the first call counts")
      }
      try db.update(
        "complaints", id: id,
        [
          "escalated_at": .integer(desk.now), "escalated_by_id": try desk.ownRepID(db),
          "escalation_reason": .text(reason),
        ])
      return try one(id, db)
    }
  }

  private func step(
    _ name: String, to status: String, clock: String, _ cells: Cells,
    _ complete: (inout Cells, Database) throws -> Void = { _, _ in }
  ) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      let present = try one(id, db)
      try desk.requireStep(table: "complaints", column: "status", from: present.text("status") ?? "", to: status)
      var cells = cells
      try complete(&cells, db)
      cells["status"] = .text(status)
      cells[clock] = .integer(desk.now)
      try db.update("complaints", id: id, cells)
      if status == "answered" || status == "followed_up", let customer = present.rowID("customer_id") {
        try db.noteContact(customer: customer, at: desk.now)
      }
      return try one(id, db)
    }
  }

  private func linked(_ cells: Cells, _ links: Links, _ db: Database) throws -> Cells {
    var cells = cells
    if let contact = links.contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    if let order = links.order { cells["order_id"] = Value(try RowFinder.order.find(order, in: db)) }
    if let product = links.product { cells["product_id"] = Value(try RowFinder.product.find(product, in: db)) }
    if let rep = links.rep { cells["rep_id"] = Value(try RowFinder.rep.find(rep, in: db)) }
    return cells
  }

  /// With what the clock says now: `running`, `late`, `escalated`, or `done`.
  func clocked(_ record: Record) -> Record {
    guard let due = record.integer("due_at") else { return record.adding("clock", .text("done")) }
    let isEscalated =
      record.integer("escalated_at") != nil || record.integer("escalates_at").map { $0 <= desk.now } == true
    return record.adding("clock", .text(isEscalated ? "escalated" : due <= desk.now ? "late" : "running"))
  }

  private func find(_ name: String, _ db: Database) throws -> RowID {
    try RowFinder.complaint.find(name, orOfCustomerWhere: "status <> 'followed_up'", in: db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("x.id = ?", Value(id))
    return try query.fetch(db).first.map(clocked) ?? Record()
  }
}
