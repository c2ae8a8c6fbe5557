import ChangeModel
import FieldSales
import GRDB

/// The leads: followed up in the rhythm of their level, judged at each contact.
public struct LeadBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which leads a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var level: LeadLevel?
    /// `open` unless another is asked for; nil for all.
    public var status: String? = "open"
    /// Only those whose contact is due before this time, in milliseconds since 1970 UTC.
    public var dueBefore: Int64?
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// A lead with how it was judged and what was said.
  public struct Card: Sendable {
    public var lead: Record
    /// Latest first.
    public var judgements: [Record]
    public var activities: [Record]
  }

  static let select = """
    SELECT l.*, c.name AS customer, c.code AS customer_code, c.phone AS phone, r.name AS rep, p.name AS contact,
      d.name AS product, m.name AS campaign, h.due_at, h.days
    FROM leads AS l
    LEFT JOIN customers AS c ON c.id = l.customer_id
    LEFT JOIN reps AS r ON r.id = l.rep_id
    LEFT JOIN contacts AS p ON p.id = l.contact_id
    LEFT JOIN products AS d ON d.id = l.product_id
    LEFT JOIN campaigns AS m ON m.id = l.campaign_id
    LEFT JOIN lead_rhythms AS h ON h.lead_id = l.id
    """

  /// Soonest deal first, then by the time that the contact is due.
  static let order = """
    CASE l.level WHEN 'deposit' THEN 1 WHEN 'week' THEN 2 WHEN 'month' THEN 3 WHEN 'quarter' THEN 4 ELSE 5 END,
    h.due_at, l.id
    """

  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("l.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let level = filter.level { query.add("l.level = ?", .text(level.rawValue)) }
      if let status = filter.status { query.add("l.status = ?", .text(status)) }
      if let time = filter.dueBefore { query.add("h.due_at < ?", .integer(time)) }
      if filter.isMine { query.add("coalesce(l.rep_id, c.owner_rep_id) IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: Self.order, limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Card {
    try desk.read { db in
      let id = try find(name, db)
      var judgements = Query(
        "SELECT j.*, r.name AS rep FROM lead_judgements AS j LEFT JOIN reps AS r ON r.id = j.rep_id")
      judgements.add("j.lead_id = ?", Value(id))
      var activities = Query(ActivityBook.select)
      activities.add("a.lead_id = ?", Value(id))
      return Card(
        lead: try one(id, db), judgements: try judgements.fetch(db, order: "j.judged_at DESC, j.id DESC"),
        activities: try activities.fetch(db, order: "coalesce(a.done_at, a.planned_at) DESC, a.id", limit: 10))
    }
  }

  /// Notes a lead at a customer. Without a judgement the level follows the expected time.
  public func add(
    _ cells: Cells, customer: String, contact: String? = nil, product: String? = nil, campaign: String? = nil,
    judgement: LeadJudgement = LeadJudgement()
  ) throws -> Record {
    try desk.write { db in
      var cells = cells
      cells["customer_id"] = Value(try RowFinder.customer.find(customer, in: db))
      if let contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
      if let product { cells["product_id"] = Value(try RowFinder.product.find(product, in: db)) }
      if let campaign { cells["campaign_id"] = Value(try RowFinder.campaign.find(campaign, in: db)) }
      cells["rep_id"] = try desk.ownRepID(db)
      cells["opened_at"] = .integer(desk.now)
      var judgement = judgement
      if judgement.isEmpty {
        judgement.level = cells["expected_at"]?.integer.map { LeadLevel(expectedAt: $0, now: desk.now) } ?? .later
      }
      let id = desk.newID()
      try db.insert(into: "leads", id: id, cells)
      try desk.judge(id, judgement, at: desk.now, db)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      try db.update("leads", id: id, cells)
      return try one(id, db)
    }
  }

  /// Judges a lead anew without a contact.
  public func judge(_ name: String, _ judgement: LeadJudgement) throws -> Record {
    guard !judgement.isEmpty else { throw FieldError(.usage, "say what they showed, or the level") }
    return try desk.write { db in
      let id = try find(name, db)
      try desk.judge(id, judgement, at: desk.now, db)
      return try one(id, db)
    }
  }

  /// Closes a lead: a deal, or none and why.
  /// - Parameter lostReason: nil for a deal.
  public func close(_ name: String, lostReason: String?) throws -> Record {
    if let lostReason, lostReason.allSatisfy(\.isWhitespace) {
      throw FieldError(.usage, "say why the lead is lost: --reason WORDS")
    }
    return try desk.write { db in
      let id = try find(name, db)
      try db.update(
        "leads", id: id,
        [
          "status": .text(lostReason == nil ? "won" : "lost"), "lost_reason": lostReason.map { .text($0) } ?? .null,
          "closed_at": .integer(desk.now),
        ])
      return try one(id, db)
    }
  }

  private func find(_ name: String, _ db: Database) throws -> RowID {
    try RowFinder.lead.find(name, orOfCustomerWhere: "status = 'open'", in: db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("l.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
