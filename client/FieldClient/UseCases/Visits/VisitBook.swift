import ChangeModel
import GRDB

/// The visits: planned, made, and what came of them.
public struct VisitBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which visits a list shows.
  public struct Filter: Sendable {
    public var customer: String?
    /// Planned, or made, at or after this time, in milliseconds since 1970 UTC.
    public var from: Int64?
    /// Planned, or made, before this time.
    public var until: Int64?
    /// Only those that are not made yet.
    public var isOpen = false
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  static let select = """
    SELECT v.*, c.name AS customer, c.code AS customer_code, r.name AS rep,
      CASE WHEN v.check_out_at IS NOT NULL THEN 'made' WHEN v.check_in_at IS NOT NULL THEN 'there' ELSE 'planned' END
        AS state,
      coalesce(v.check_in_at, v.planned_at) AS at
    FROM visits AS v
    LEFT JOIN customers AS c ON c.id = v.customer_id
    LEFT JOIN reps AS r ON r.id = v.rep_id
    """

  /// In the order of their time and the day's route.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      let time = "coalesce(v.planned_at, v.check_in_at)"
      if let customer = filter.customer {
        query.add("v.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if let from = filter.from { query.add("\(time) >= ?", .integer(from)) }
      if let until = filter.until { query.add("\(time) < ?", .integer(until)) }
      if filter.isOpen { query.add("v.check_out_at IS NULL") }
      if filter.isMine { query.add("v.rep_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(db, order: "\(time), v.route_order, v.id", limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.visit.find(name, in: db), db) }
  }

  /// Adds a visit, planned or made, for the user.
  public func add(_ cells: Cells, customer: String, contact: String? = nil) throws -> Record {
    try desk.write { db in
      let id = try insert(cells, customer: customer, contact: contact, db)
      return try one(id, db)
    }
  }

  public func edit(_ name: String, _ cells: Cells) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.visit.find(name, in: db)
      try db.update("visits", id: id, cells)
      return try one(id, db)
    }
  }

  public func delete(_ name: String) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.visit.find(name, in: db)
      let visit = try one(id, db)
      try db.delete(from: "visits", id: id)
      return visit
    }
  }

  /// Notes the arrival: at a planned visit, or at a customer who is visited unplanned.
  /// - Parameter day: the local day of the arrival; a visit planned for any time of it is the one that is meant.
  public func checkIn(_ name: String, _ cells: Cells, day: Day? = nil) throws -> Record {
    try desk.write { db in
      let id = try visitOrNew(name, at: cells["check_in_at"]?.integer ?? desk.now, day, db)
      guard try one(id, db).integer("check_in_at") == nil else {
        throw FieldError(.failed, "you have checked in already: the first arrival counts")
      }
      var cells = cells
      if cells["check_in_at"] == nil { cells["check_in_at"] = .integer(desk.now) }
      try db.update("visits", id: id, cells)
      return try one(id, db)
    }
  }

  /// Notes the departure, and counts the visit with the customer, in one change set.
  /// - Parameter judgement: of the customer's only open lead.
  public func checkOut(_ name: String, _ cells: Cells, judgement: LeadJudgement = LeadJudgement()) throws -> Record {
    try desk.write { db in
      let id = try openVisit(name, db)
      let visit = try one(id, db)
      guard visit.integer("check_out_at") == nil else {
        throw FieldError(.failed, "you have checked out already: change the report with `godwit visit edit`")
      }
      guard visit.integer("check_in_at") != nil else {
        throw FieldError(.failed, "you have not checked in: run `godwit visit check-in \(name)` first")
      }
      var cells = cells
      let time = cells["check_out_at"]?.integer ?? desk.now
      cells["check_out_at"] = .integer(time)
      try db.update("visits", id: id, cells)
      if let customer = visit.rowID("customer_id") {
        try db.execute(
          sql: "UPDATE customers SET visit_count = visit_count + 1 WHERE id = ?",
          arguments: [Value(customer).databaseValue])
        // Who was not met was not spoken to.
        if cells["outcome"]?.text != "absent" { try db.noteContact(customer: customer, at: time) }
        if !judgement.isEmpty {
          let lead = try RowFinder.lead.find(customer.description, orOfCustomerWhere: "status = 'open'", in: db)
          try desk.judge(lead, judgement, at: time, db)
        }
      }
      return try one(id, db)
    }
  }

  private func insert(_ cells: Cells, customer: String, contact: String?, _ db: Database) throws -> RowID {
    var cells = cells
    cells["customer_id"] = Value(try RowFinder.customer.find(customer, in: db))
    if let contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    if cells["rep_id"] == nil { cells["rep_id"] = try desk.ownRepID(db) }
    let id = desk.newID()
    try db.insert(into: "visits", id: id, cells)
    return id
  }

  /// The visit of that ID; else the customer's visit planned for then, else a new one.
  private func visitOrNew(_ name: String, at time: Int64, _ day: Day?, _ db: Database) throws -> RowID {
    if let id = try? RowFinder.visit.find(name, in: db) { return id }
    let customer = try RowFinder.customer.find(name, in: db)
    // Around midnight yesterday's plan may be meant; one for a day alone stands at that day's first moment.
    let halfDay: Int64 = 43_200_000
    let (earliest, latest) = (min(time - halfDay, day?.start ?? time), max(time + halfDay, day?.end ?? time))
    let planned = try db.record(
      """
      SELECT id FROM visits WHERE customer_id = ? AND check_in_at IS NULL AND rep_id IS ?
        AND planned_at BETWEEN ? AND ? ORDER BY abs(planned_at - ?) LIMIT 1
      """,
      [
        Value(customer).databaseValue, try desk.ownRepID(db).databaseValue, earliest, latest, time,
      ])
    return try planned?.id ?? insert(Cells(), customer: customer.description, contact: nil, db)
  }

  /// The visit of that ID, else the one at which the user is with that customer.
  private func openVisit(_ name: String, _ db: Database) throws -> RowID {
    if let id = try? RowFinder.visit.find(name, in: db) { return id }
    let customer = try RowFinder.customer.find(name, in: db)
    let open = try db.record(
      """
      SELECT id FROM visits WHERE customer_id = ? AND check_in_at IS NOT NULL AND check_out_at IS NULL AND rep_id IS ?
      ORDER BY check_in_at DESC LIMIT 1
      """, [Value(customer).databaseValue, try desk.ownRepID(db).databaseValue])
    guard let id = open?.id else {
      throw FieldError(.failed, "you are not checked in there: run `godwit visit check-in \(name)` first")
    }
    return id
  }

  /// The visit of that ID, else the last at that customer.
  func latest(_ name: String, _ db: Database) throws -> RowID {
    if let id = try? RowFinder.visit.find(name, in: db) { return id }
    let customer = try RowFinder.customer.find(name, in: db)
    let last = try db.record(
      "SELECT id FROM visits WHERE customer_id = ? ORDER BY coalesce(check_in_at, planned_at) DESC, id LIMIT 1",
      [Value(customer).databaseValue])
    guard let id = last?.id else { throw FieldError(.failed, "there was no visit at \"\(name)\" yet") }
    return id
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("v.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
