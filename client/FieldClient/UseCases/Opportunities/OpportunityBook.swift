import ChangeModel
import GRDB

/// The deals in the making, stage by stage.
public struct OpportunityBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which opportunities a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    public var stage: String?
    /// Signed and lost ones too.
    public var isAll = false
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  /// Where an opportunity comes from and leads, as a person names it.
  public struct Links: Sendable {
    public var contact: String?
    public var lead: String?
    public var campaign: String?
    public var order: String?

    public init() {}
  }

  /// An opportunity with the stages it went through.
  public struct Card: Sendable {
    public var opportunity: Record
    /// Latest first.
    public var steps: [Record]
  }

  static let select = """
    SELECT o.*, c.name AS customer, c.code AS customer_code, p.name AS contact, r.name AS rep, m.name AS campaign,
      b.number AS order_number, coalesce(f.probability, CASE o.stage WHEN 'contract' THEN 10000 ELSE 0 END) AS chance,
      f.weighted
    FROM opportunities AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    LEFT JOIN contacts AS p ON p.id = o.contact_id
    LEFT JOIN reps AS r ON r.id = o.rep_id
    LEFT JOIN campaigns AS m ON m.id = o.campaign_id
    LEFT JOIN orders AS b ON b.id = o.order_id
    LEFT JOIN opportunity_forecasts AS f ON f.opportunity_id = o.id
    """

  /// Nearest to a contract first, then by the time of the expected decision.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer = filter.customer {
        query.add("o.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let stage = filter.stage {
        query.add("o.stage = ?", .text(stage))
      } else if !filter.isAll {
        query.add("o.stage NOT IN ('contract', 'lost')")
      }
      if filter.isMine { query.add("coalesce(o.rep_id, c.owner_rep_id) IS ?", try desk.ownRepID(db)) }
      let order = """
        CASE o.stage WHEN 'negotiation' THEN 1 WHEN 'intent' THEN 2 WHEN 'initial_contact' THEN 3 WHEN 'contract' THEN 4
          ELSE 5 END, o.expected_close_at IS NULL, o.expected_close_at, o.id
        """
      return try query.fetch(db, order: order, limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Card {
    try desk.read { db in
      let id = try find(name, db)
      var steps = Query("SELECT s.*, r.name AS rep FROM opportunity_steps AS s LEFT JOIN reps AS r ON r.id = s.rep_id")
      steps.add("s.opportunity_id = ?", Value(id))
      return Card(opportunity: try one(id, db), steps: try steps.fetch(db, order: "s.entered_at DESC, s.id DESC"))
    }
  }

  /// Notes an opportunity at a customer, or at the customer of the lead that it grew from.
  public func add(_ cells: Cells, customer: String?, _ links: Links = Links()) throws -> Record {
    try desk.write { db in
      var cells = try linked(cells, links, db)
      if let customer { cells["customer_id"] = Value(try RowFinder.customer.find(customer, in: db)) }
      guard let owner = cells["customer_id"], !owner.isNull else {
        throw FieldError(.usage, "name the customer, or the lead that it grew from")
      }
      if cells["value"] != nil, cells["currency"] == nil {
        let row = try db.record("SELECT currency FROM customers WHERE id = ?", [owner.databaseValue])
        cells["currency"] = row?["currency"]
      }
      cells["rep_id"] = try desk.ownRepID(db)
      cells["opened_at"] = .integer(desk.now)
      let stage = cells["stage"]?.text ?? "initial_contact"
      cells["stage"] = .text(stage)
      let id = desk.newID()
      try db.insert(into: "opportunities", id: id, cells)
      try note(stage, before: nil, of: id, db)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells, _ links: Links = Links()) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      var cells = try linked(cells, links, db)
      cells["customer_id"] = nil
      try db.update("opportunities", id: id, cells)
      return try one(id, db)
    }
  }

  /// Takes an opportunity to another stage, and writes the step down.
  ///
  /// A contract also closes the lead that it grew from.
  /// - Parameter reason: why, when it is lost.
  public func move(_ name: String, to stage: String, reason: String? = nil) throws -> Record {
    try desk.write { db in
      let id = try find(name, db)
      let present = try one(id, db)
      let old = present.text("stage") ?? ""
      try desk.requireStep(table: "opportunities", column: "stage", from: old, to: stage)
      guard old != stage else { return present }
      var cells: Cells = ["stage": .text(stage)]
      let isEnd = stage == "contract" || stage == "lost"
      cells["closed_at"] = isEnd ? .integer(desk.now) : .null
      if stage == "lost" {
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
          throw FieldError(.usage, "say why it is lost: --reason WORDS")
        }
        cells["lost_reason"] = .text(reason)
      }
      try db.update("opportunities", id: id, cells)
      try note(stage, before: old, of: id, db)
      if stage == "contract", let lead = present.rowID("lead_id") {
        try db.execute(
          sql: "UPDATE leads SET status = 'won', closed_at = ? WHERE id = ? AND status = 'open'",
          arguments: [desk.now, Value(lead).databaseValue])
      }
      return try one(id, db)
    }
  }

  private func note(_ stage: String, before: String?, of id: RowID, _ db: Database) throws {
    var step: Cells = [
      "opportunity_id": Value(id), "rep_id": try desk.ownRepID(db), "stage": .text(stage),
      "entered_at": .integer(desk.now),
    ]
    if let before { step["stage_before"] = .text(before) }
    try db.insert(into: "opportunity_steps", id: desk.newID(), step)
  }

  private func linked(_ cells: Cells, _ links: Links, _ db: Database) throws -> Cells {
    var cells = cells
    if let lead = links.lead {
      let id = try RowFinder.lead.find(lead, orOfCustomerWhere: "status = 'open'", in: db)
      cells["lead_id"] = Value(id)
      let row = try db.record("SELECT customer_id, campaign_id FROM leads WHERE id = ?", [Value(id).databaseValue])
      cells["customer_id"] = row?["customer_id"]
      if let campaign = row?["campaign_id"], !campaign.isNull { cells["campaign_id"] = campaign }
    }
    if let contact = links.contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    if let campaign = links.campaign { cells["campaign_id"] = Value(try RowFinder.campaign.find(campaign, in: db)) }
    if let order = links.order { cells["order_id"] = Value(try RowFinder.order.find(order, in: db)) }
    return cells
  }

  private func find(_ name: String, _ db: Database) throws -> RowID {
    try RowFinder.opportunity.find(name, orOfCustomerWhere: "stage NOT IN ('contract', 'lost')", in: db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("o.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
