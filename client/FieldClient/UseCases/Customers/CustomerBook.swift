import ChangeModel
import GRDB

/// The customers of the replica: who they are, and what a rep does with the list.
public struct CustomerBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which customers a list shows.
  public struct Filter: Sendable {
    public var territory: String?
    public var status: String?
    public var grade: String?
    public var tag: String?
    /// Only those that the user looks after.
    public var isMine = false
    /// At most so many; nil for all.
    public var limit: Int?

    public init() {}
  }

  /// A customer with all that a visit's preparation needs.
  public struct Card: Sendable {
    public var customer: Record
    public var contacts: [Record]
    /// The last five, latest first.
    public var visits: [Record]
    public var orders: [Record]
    /// What is open: leads, opportunities, complaints, tasks.
    public var leads: [Record] = []
    public var opportunities: [Record] = []
    public var complaints: [Record] = []
    public var tasks: [Record] = []
  }

  static let select = """
    SELECT c.*, t.name AS territory, r.name AS owner, b.name AS referred_by
    FROM customers AS c
    LEFT JOIN territories AS t ON t.id = c.territory_id
    LEFT JOIN reps AS r ON r.id = c.owner_rep_id
    LEFT JOIN customers AS b ON b.id = c.referred_by_id
    """

  /// By name.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let territory = filter.territory {
        query.add("c.territory_id = ?", Value(try RowFinder.territory.find(territory, in: db)))
      }
      if let status = filter.status { query.add("c.status = ? COLLATE NOCASE", .text(status)) }
      if let grade = filter.grade { query.add("c.grade = ? COLLATE NOCASE", .text(grade)) }
      if let tag = filter.tag { query.add("EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = ?)", .text(tag)) }
      if filter.isMine { query.add("c.owner_rep_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: "\(desk.byName("c.name")), c.id", limit: filter.limit)
    }
  }

  /// Those in whose name, code, city, phone, mail, tax number, notes or tags every word occurs.
  public func search(_ text: String, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      let columns = ["name", "legal_name", "code", "city", "street", "phone", "email", "tax_id", "notes", "tags"]
      query.addWords(text, in: columns.map { "c.\($0)" })
      return try query.fetch(db, order: "\(desk.byName("c.name")), c.id", limit: limit)
    }
  }

  public func show(_ name: String) throws -> Card {
    try desk.read { db in
      let id = Value(try RowFinder.customer.find(name, in: db))
      var customer = Query(Self.select)
      customer.add("c.id = ?", id)
      var contacts = Query(ContactBook.select)
      contacts.add("p.customer_id = ?", id)
      var visits = Query(VisitBook.select)
      visits.add("v.customer_id = ?", id)
      var orders = Query(OrderBook.select)
      orders.add("o.customer_id = ?", id)
      var leads = Query(LeadBook.select)
      leads.add("l.customer_id = ? AND l.status = 'open'", id)
      var opportunities = Query(OpportunityBook.select)
      opportunities.add("o.customer_id = ? AND o.stage NOT IN ('contract', 'lost')", id)
      var complaints = Query(ComplaintBook.select)
      complaints.add("x.customer_id = ? AND k.due_at IS NOT NULL", id)
      var tasks = Query(TaskBook.select)
      tasks.add("t.customer_id = ? AND t.done_at IS NULL", id)
      return Card(
        customer: try customer.fetch(db).first ?? Record(),
        contacts: try contacts.fetch(db, order: "p.is_primary DESC, p.name"),
        visits: try visits.fetch(db, order: "coalesce(v.check_in_at, v.planned_at) DESC", limit: 5),
        orders: try orders.fetch(db, order: "o.placed_at DESC", limit: 5),
        leads: try leads.fetch(db, order: LeadBook.order),
        opportunities: try opportunities.fetch(db, order: "o.expected_close_at IS NULL, o.expected_close_at, o.id"),
        complaints: try complaints.fetch(db, order: "k.due_at, x.id").map(ComplaintBook(desk).clocked),
        tasks: try tasks.fetch(db, order: "t.due_at IS NULL, t.due_at, t.id"))
    }
  }

  /// Adds a customer to a territory; the user's own when there is only one.
  public func add(
    _ cells: Cells, territory: String?, referredBy: String? = nil, fields: [(name: String, value: String)] = []
  ) throws -> Record {
    try Self.requireLostReason(cells, known: nil)
    return try desk.write { db in
      var cells = cells
      if let referredBy { cells["referred_by_id"] = Value(try RowFinder.customer.find(referredBy, in: db)) }
      if !fields.isEmpty {
        let fields = try db.declared(fields, table: "customers")
        cells["custom_fields"] = .text(CustomFields.changed(nil, setting: fields))
      }
      cells["territory_id"] = Value(try territoryID(territory, db))
      if cells["owner_rep_id"] == nil, desk.replica.identity.role == .rep {
        cells["owner_rep_id"] = try desk.ownRepID(db)
      }
      let id = desk.newID()
      try db.insert(into: "customers", id: id, cells)
      return try one(id, db)
    }
  }

  /// Changes a customer.
  /// - Parameter correction: why, when the person asked for it.
  public func edit(
    _ name: String, _ cells: Cells, territory: String? = nil, owner: String? = nil, tagsAdded: [String] = [],
    tagsRemoved: [String] = [], referredBy: String? = nil, fields: [(name: String, value: String)] = [],
    correction: String? = nil
  ) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.customer.find(name, in: db)
      var cells = cells
      if let territory { cells["territory_id"] = Value(try RowFinder.territory.find(territory, in: db)) }
      if let owner { cells["owner_rep_id"] = Value(try RowFinder.rep.find(owner, in: db)) }
      if !tagsAdded.isEmpty || !tagsRemoved.isEmpty {
        let tags = try one(id, db).text("tags")
        cells["tags"] = .text(Tags.changed(tags, adding: tagsAdded, removing: tagsRemoved))
      }
      if let referredBy { cells["referred_by_id"] = Value(try RowFinder.customer.find(referredBy, in: db)) }
      let present = try one(id, db)
      if !fields.isEmpty {
        let fields = try db.declared(fields, table: "customers")
        cells["custom_fields"] = .text(CustomFields.changed(present.text("custom_fields"), setting: fields))
      }
      try Self.requireLostReason(cells, known: present.text("lost_reason"))
      try present.requireNotErased(for: cells, in: "customers")
      try db.update("customers", id: id, cells)
      if let correction { try desk.noteCorrection(correction, columns: cells.columns, customer: id, db) }
      // What is to be done for a customer goes where the customer goes.
      if let territory = cells["territory_id"] {
        try db.execute(
          sql: "UPDATE tasks SET territory_id = ? WHERE customer_id = ? AND done_at IS NULL",
          arguments: [territory.databaseValue, Value(id).databaseValue])
      }
      return try one(id, db)
    }
  }

  /// Nobody learns from a loss without a reason.
  private static func requireLostReason(_ cells: Cells, known: String?) throws {
    guard cells["status"]?.text == "lost" else { return }
    let reason = cells["lost_reason"].map { $0.text } ?? known
    guard reason?.contains(where: { !$0.isWhitespace }) == true else {
      throw FieldError(.usage, "say why the customer is lost: --lost-reason WORDS")
    }
  }

  /// Tables in which a customer stays for good, and what one has there: the office's books are not a rep's to take away.
  private static let kept: [(tables: [String], what: Phrase)] = [
    (["orders"], Phrase("orders")),
    (["ledger_entries", "loyalty_entries", "customer_price_lists"], Phrase("an account, points or prices")),
  ]

  /// Deletes a customer whom the office does not have in its books; contacts and visits go too.
  public func delete(_ name: String) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.customer.find(name, in: db)
      let customer = try one(id, db)
      for (tables, what) in Self.kept {
        let isThere = tables.map { "EXISTS (SELECT 1 FROM \($0) WHERE customer_id = :id)" }.joined(separator: " OR ")
        guard try db.record("SELECT \(isThere) AS n", ["id": Value(id).databaseValue])?.integer("n") == 0 else {
          throw FieldError(
            .failed,
            "\(customer.text("name") ?? name) has \(what) and cannot be deleted: set the status to lost instead")
        }
      }
      try CustomerRemoval(customer: id).run(db)
      try db.delete(from: "customers", id: id)
      return customer
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("c.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }

  private func territoryID(_ name: String?, _ db: Database) throws -> RowID {
    if let name { return try RowFinder.territory.find(name, in: db) }
    let own = try desk.ownTerritories(db)
    if own.count == 1, let id = own[0].id { return id }
    let names = own.compactMap { $0.text("name") }.sorted().joined(separator: ", ")
    throw FieldError(
      .usage,
      own.isEmpty
        ? "you have no territory: name one with --territory" : "name the territory with --territory: \(names)")
  }
}
