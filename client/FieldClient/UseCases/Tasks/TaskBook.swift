import ChangeModel
import GRDB

/// What is to be done, by whom and by when.
public struct TaskBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which tasks a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    /// Done ones too.
    public var isAll = false
    /// Only those due before this time, in milliseconds since 1970 UTC.
    public var dueBefore: Int64?
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// What a task is about and who is to do it, as a person names them.
  public struct Links: Sendable {
    public var customer: String?
    public var contact: String?
    public var lead: String?
    public var opportunity: String?
    public var complaint: String?
    /// nil for the user.
    public var rep: String?

    public init() {}
  }

  static let select = """
    SELECT t.*, c.name AS customer, c.code AS customer_code, p.name AS contact, r.name AS rep, b.name AS created_by
    FROM tasks AS t
    LEFT JOIN customers AS c ON c.id = t.customer_id
    LEFT JOIN contacts AS p ON p.id = t.contact_id
    LEFT JOIN reps AS r ON r.id = t.rep_id
    LEFT JOIN reps AS b ON b.id = t.created_by_id
    """

  /// By due time, the more urgent first; what has no time comes last.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("t.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if !filter.isAll { query.add("t.done_at IS NULL") }
      if let time = filter.dueBefore { query.add("coalesce(t.remind_at, t.due_at) < ?", .integer(time)) }
      if filter.isMine { query.add("t.rep_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: "t.due_at IS NULL, t.due_at, t.priority, t.id", limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try find(name, db), db) }
  }

  /// Adds a task; a person who names nobody does it oneself.
  public func add(_ cells: Cells, _ links: Links = Links()) throws -> Record {
    guard cells["subject"]?.text?.contains(where: { !$0.isWhitespace }) == true else {
      throw FieldError(.usage, "say what is to be done: godwit task add WORDS")
    }
    return try desk.write { db in
      var cells = try linked(cells, links, db)
      cells["created_by_id"] = try desk.ownRepID(db)
      cells["territory_id"] = try territory(of: cells["customer_id"], db)
      let id = desk.newID()
      try db.insert(into: "tasks", id: id, cells)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells, rep: String? = nil) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      var cells = cells
      if let rep { cells["rep_id"] = Value(try RowFinder.rep.find(rep, in: db)) }
      try db.update("tasks", id: id, cells)
      return try one(id, db)
    }
  }

  /// Notes that a task is done.
  public func finish(_ name: String, outcome: String?) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      guard try one(id, db).integer("done_at") == nil else { throw FieldError(.failed, "it is done already") }
      try db.update(
        "tasks", id: id, ["done_at": .integer(desk.now), "outcome": outcome.map { .text($0) } ?? .null])
      return try one(id, db)
    }
  }

  public func delete(_ name: String) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.task.find(name, in: db)
      let task = try one(id, db)
      try db.delete(from: "tasks", id: id)
      return task
    }
  }

  private func linked(_ cells: Cells, _ links: Links, _ db: Database) throws -> Cells {
    var cells = cells
    if let lead = links.lead {
      let id = try RowFinder.lead.find(lead, orOfCustomerWhere: "status = 'open'", in: db)
      cells["lead_id"] = Value(id)
      cells["customer_id"] = try customer(of: id, in: "leads", db)
    }
    if let opportunity = links.opportunity {
      let id = try RowFinder.opportunity.find(opportunity, in: db)
      cells["opportunity_id"] = Value(id)
      cells["customer_id"] = try customer(of: id, in: "opportunities", db)
    }
    if let complaint = links.complaint {
      let id = try RowFinder.complaint.find(complaint, orOfCustomerWhere: "status <> 'followed_up'", in: db)
      cells["complaint_id"] = Value(id)
      cells["customer_id"] = try customer(of: id, in: "complaints", db)
    }
    if let customer = links.customer { cells["customer_id"] = Value(try RowFinder.customer.find(customer, in: db)) }
    if let contact = links.contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    cells["rep_id"] =
      try links.rep.map { Value(try RowFinder.rep.find($0, in: db)) } ?? desk.ownRepID(db)
    return cells
  }

  private func customer(of id: RowID, in table: String, _ db: Database) throws -> Value {
    try db.record("SELECT customer_id FROM \(table) WHERE id = ?", [Value(id).databaseValue])?["customer_id"] ?? .null
  }

  /// The customer's territory, else the user's first.
  private func territory(of customer: Value?, _ db: Database) throws -> Value {
    if let customer, !customer.isNull {
      let row = try db.record("SELECT territory_id FROM customers WHERE id = ?", [customer.databaseValue])
      return row?["territory_id"] ?? .null
    }
    guard let own = try desk.ownTerritories(db).first?["id"] else {
      throw FieldError(.failed, "you have no territory: name the customer for whom it is, with --customer")
    }
    return own
  }

  private func find(_ name: String, _ db: Database) throws -> RowID {
    try RowFinder.task.find(name, orOfCustomerWhere: "done_at IS NULL", in: db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("t.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
