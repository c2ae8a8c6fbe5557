import ChangeModel
import FieldSales
import GRDB

/// Calls, mails, messages and appointments: made, or agreed.
public struct ActivityBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which activities a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var kind: String?
    /// Only those that are agreed and not done.
    public var isOpen = false
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// What an activity is about.
  public struct Subject: Sendable {
    public var customer: String
    public var contact: String?
    public var lead: String?
    public var opportunity: String?

    public init(customer: String, contact: String? = nil, lead: String? = nil, opportunity: String? = nil) {
      self.customer = customer
      self.contact = contact
      self.lead = lead
      self.opportunity = opportunity
    }
  }

  static let select = """
    SELECT a.*, c.name AS customer, c.code AS customer_code, p.name AS contact, r.name AS rep,
      CASE WHEN a.done_at IS NULL THEN 'planned' ELSE 'done' END AS state, coalesce(a.done_at, a.planned_at) AS at
    FROM activities AS a
    LEFT JOIN customers AS c ON c.id = a.customer_id
    LEFT JOIN contacts AS p ON p.id = a.contact_id
    LEFT JOIN reps AS r ON r.id = a.rep_id
    """

  /// Latest first; what is open in the order of its time.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("a.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let kind = filter.kind { query.add("a.kind = ? COLLATE NOCASE", .text(kind)) }
      if filter.isOpen { query.add("a.done_at IS NULL") }
      if filter.isMine { query.add("a.rep_id IS ?", try desk.ownRepID(db)) }
      let order = filter.isOpen ? "a.planned_at, a.id" : "coalesce(a.done_at, a.planned_at) DESC, a.id"
      return try query.fetch(db, order: order, limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.activity.find(name, in: db), db) }
  }

  /// Notes an activity: done now unless a time is given, or planned when `planned_at` is.
  /// - Parameters:
  ///   - judgement: of the lead it was about, or of the customer's only open one.
  ///   - purpose: what they are spoken to for, which they may have refused; nil asks for the way of speaking alone.
  ///   - despiteRefusal: whether to go on although the customer does not want to be spoken to this way.
  public func add(
    _ cells: Cells, _ subject: Subject, judgement: LeadJudgement = LeadJudgement(), purpose: String? = nil,
    despiteRefusal: Bool = false
  ) throws -> Record {
    try desk.write { db in
      var cells = try linked(cells, subject, db)
      if cells["rep_id"] == nil { cells["rep_id"] = try desk.ownRepID(db) }
      if cells["planned_at"] == nil, cells["done_at"] == nil { cells["done_at"] = .integer(desk.now) }
      if !despiteRefusal { try requireConsent(cells, for: purpose, db) }
      let id = desk.newID()
      try db.insert(into: "activities", id: id, cells)
      if let time = cells["done_at"]?.integer { try followUp(id, at: time, judgement, db) }
      return try one(id, db)
    }
  }

  /// Notes that a planned activity took place.
  public func finish(_ name: String, _ cells: Cells, judgement: LeadJudgement = LeadJudgement()) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.activity.find(name, orOfCustomerWhere: "done_at IS NULL", in: db)
      guard try one(id, db).integer("done_at") == nil else {
        throw FieldError(.failed, "it is done already: change it with `godwit activity edit`")
      }
      var cells = cells
      let time = cells["done_at"]?.integer ?? desk.now
      cells["done_at"] = .integer(time)
      try db.update("activities", id: id, cells)
      try followUp(id, at: time, judgement, db)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.activity.find(name, in: db)
      try db.update("activities", id: id, cells)
      return try one(id, db)
    }
  }

  public func delete(_ name: String) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.activity.find(name, in: db)
      let activity = try one(id, db)
      try db.delete(from: "activities", id: id)
      return activity
    }
  }

  private func linked(_ cells: Cells, _ subject: Subject, _ db: Database) throws -> Cells {
    var cells = cells
    cells["customer_id"] = Value(try RowFinder.customer.find(subject.customer, in: db))
    if let contact = subject.contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    if let lead = subject.lead {
      cells["lead_id"] = Value(try RowFinder.lead.find(lead, orOfCustomerWhere: "status = 'open'", in: db))
    }
    if let opportunity = subject.opportunity {
      cells["opportunity_id"] = Value(try RowFinder.opportunity.find(opportunity, in: db))
    }
    return cells
  }

  /// The contact's own answer counts before the customer's.
  private func requireConsent(_ cells: Cells, for purpose: String?, _ db: Database) throws {
    let kind = cells["kind"]?.text ?? "call"
    guard let column = Consent.column(for: kind), cells["direction"]?.text != "in", let customer = cells["customer_id"]
    else { return }
    let answer = try db.record(
      """
      SELECT coalesce((SELECT \(column) FROM contacts WHERE id = ?), (SELECT \(column) FROM customers WHERE id = ?))
        AS consent
      """, [(cells["contact_id"] ?? .null).databaseValue, customer.databaseValue])
    if let purpose { try ConsentBook.requirePurpose(purpose) }
    let refuses =
      try answer?.integer("consent") == 0
      || purpose.map { purpose in
        try ConsentBook.refuses(kind, for: purpose, customer: customer, contact: cells["contact_id"], db)
      } == true
    guard refuses else { return }
    throw FieldError(
      .failed, "they do not want a \(kind): choose another way, or say --anyway when you must, such as for an order")
  }

  /// What follows from a contact: the dates of the last one, and what is thought of the lead.
  private func followUp(_ id: RowID, at time: Int64, _ judgement: LeadJudgement, _ db: Database) throws {
    let activity = try one(id, db)
    guard let customer = activity.rowID("customer_id") else { return }
    // Nobody was spoken to: the rhythm goes on as it was.
    if activity.text("outcome") == "not_reached" { return }
    try db.noteContact(customer: customer, lead: activity.rowID("lead_id"), at: time)
    guard !judgement.isEmpty else { return }
    let lead =
      try activity.rowID("lead_id")
      ?? RowFinder.lead.find(customer.description, orOfCustomerWhere: "status = 'open'", in: db)
    try desk.judge(lead, judgement, at: time, db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("a.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
