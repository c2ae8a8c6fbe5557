import ChangeModel
import GRDB

/// The campaigns: whom they are for, who responded, and what they brought.
public struct CampaignBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A campaign with what came of it on this replica.
  public struct Card: Sendable {
    public var campaign: Record
    /// `response`, `count`.
    public var responses: [Record]
  }

  /// Revenue is what the orders of the responses and the signed opportunities come to, those in the campaign's own
  /// currency; an order counts once. The return is what is left of it for each unit of cost, in basis points.
  static let select = """
    SELECT *, CASE WHEN cost > 0 THEN (revenue - cost) / cost * 10000 + (revenue - cost) % cost * 10000 / cost END
      AS return_points
    FROM (
      SELECT m.*,
        (SELECT count(*) FROM campaign_responses AS r WHERE r.campaign_id = m.id) AS response_count,
        coalesce((
          SELECT sum(t.total) FROM order_totals AS t
          WHERE t.order_id IN (SELECT r.order_id FROM campaign_responses AS r WHERE r.campaign_id = m.id)
            AND t.status <> 'cancelled' AND t.currency IS m.currency
        ), 0) + coalesce((
          SELECT sum(o.value) FROM opportunities AS o
          WHERE o.campaign_id = m.id AND o.stage = 'contract' AND o.currency IS m.currency
            AND NOT EXISTS (SELECT 1 FROM campaign_responses AS r WHERE r.campaign_id = m.id AND r.order_id = o.order_id)
        ), 0) AS revenue
      FROM campaigns AS m
    ) AS m
    """

  public func list() throws -> [Record] {
    try desk.read { db in try Query(Self.select).fetch(db, order: "m.starts_at DESC, m.name, m.id") }
  }

  public func show(_ name: String) throws -> Card {
    try desk.read { db in try card(try RowFinder.campaign.find(name, in: db), db) }
  }

  public func add(_ cells: Cells) throws -> Card {
    try desk.requireManager()
    return try desk.write { db in
      let id = desk.newID()
      try db.insert(into: "campaigns", id: id, cells)
      return try card(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Card {
    try desk.requireManager()
    return try desk.write { db in
      let id = try RowFinder.campaign.find(name, in: db)
      try db.update("campaigns", id: id, cells)
      return try card(id, db)
    }
  }

  /// The customers whom the campaign is for and who have not responded yet; without those who refuse its way of speaking
  /// for marketing.
  public func targets(_ name: String, isMine: Bool, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      let id = try RowFinder.campaign.find(name, in: db)
      let campaign = try card(id, db).campaign
      var query = Query(CustomerBook.select)
      for (column, target) in [("segment", "target_segment"), ("grade", "target_grade"), ("status", "target_status")] {
        if let value = campaign.text(target) { query.add("c.\(column) = ? COLLATE NOCASE", .text(value)) }
      }
      if let tag = campaign.text("target_tag") {
        query.add("EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = ?)", .text(tag))
      }
      if let refusal = try Consent.refusal(campaign.text("kind") ?? "", for: "marketing", in: db) {
        query.add("NOT \(refusal)")
      }
      query.add(
        "NOT EXISTS (SELECT 1 FROM campaign_responses AS r WHERE r.customer_id = c.id AND r.campaign_id = ?)",
        Value(id))
      if isMine { query.add("c.owner_rep_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: "c.grade IS NULL, c.grade, c.name COLLATE NOCASE, c.id", limit: limit)
    }
  }

  /// Notes how a customer responded.
  public func respond(
    _ name: String, customer: String, response: String, contact: String? = nil, order: String? = nil,
    note: String? = nil
  ) throws -> Record {
    try desk.write { db in
      let customer = try RowFinder.customer.find(customer, in: db)
      var cells: Cells = [
        "customer_id": Value(customer), "campaign_id": Value(try RowFinder.campaign.find(name, in: db)),
        "rep_id": try desk.ownRepID(db), "response": .text(response), "responded_at": .integer(desk.now),
      ]
      if let contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
      if let order { cells["order_id"] = Value(try RowFinder.order.find(order, in: db)) }
      if let note { cells["note"] = .text(note) }
      let id = desk.newID()
      try db.insert(into: "campaign_responses", id: id, cells)
      try db.noteContact(customer: customer, at: desk.now)
      return try db.record(
        """
        SELECT r.*, m.name AS campaign, c.name AS customer, o.number AS order_number
        FROM campaign_responses AS r
        LEFT JOIN campaigns AS m ON m.id = r.campaign_id
        LEFT JOIN customers AS c ON c.id = r.customer_id
        LEFT JOIN orders AS o ON o.id = r.order_id
        WHERE r.id = ?
        """, [Value(id).databaseValue]) ?? Record()
    }
  }

  private func card(_ id: RowID, _ db: Database) throws -> Card {
    var campaign = Query(Self.select)
    campaign.add("m.id = ?", Value(id))
    return Card(
      campaign: try campaign.fetch(db).first ?? Record(),
      responses: try db.records(
        """
        SELECT response, count(*) AS count FROM campaign_responses WHERE campaign_id = ?
        GROUP BY response ORDER BY count(*) DESC, response
        """, [Value(id).databaseValue]))
  }
}
