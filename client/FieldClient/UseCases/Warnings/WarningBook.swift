import ChangeModel
import FieldSales
import GRDB

/// The early warnings: found on the replica, owned by somebody, and answered with what was done.
public struct WarningBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which warnings a list shows.
  public struct Filter: Sendable {
    public var kind: WarningKind?
    public var customer: String?
    /// Also those that were answered or have ended.
    public var isAll = false
    /// Only those whose day has passed.
    public var isLate = false
    public var isMine = false
    public var limit: Int?

    public init() {}
  }

  static let select = """
    SELECT w.*, c.name AS customer, c.code AS customer_code, c.phone, r.name AS owner, d.name AS done_by,
      coalesce(x.subject, l.interest, p.name, t.name) AS subject,
      CASE WHEN w.ended_at IS NOT NULL THEN 'ended' WHEN w.done_at IS NOT NULL THEN 'done'
        WHEN w.due_at < :now THEN 'late' ELSE 'open' END AS state
    FROM warnings AS w
    LEFT JOIN customers AS c ON c.id = w.customer_id
    LEFT JOIN reps AS r ON r.id = w.owner_id
    LEFT JOIN reps AS d ON d.id = w.done_by_id
    LEFT JOIN complaints AS x ON w.kind = 'complaint' AND x.id = w.subject_id
    LEFT JOIN leads AS l ON w.kind = 'lead' AND l.id = w.subject_id
    LEFT JOIN products AS p ON w.kind = 'replacement' AND p.id = w.subject_id
    LEFT JOIN targets AS t ON w.kind = 'plan' AND t.id = w.subject_id
    """

  /// Those due first in front.
  public func list(_ filter: Filter = Filter()) throws -> [Record] {
    try desk.read { db in
      try require(db)
      var query = Query("SELECT * FROM (\(Self.select.replacing(":now", with: String(desk.now)))) AS w")
      if let kind = filter.kind { query.add("w.kind = ?", .text(kind.rawValue)) }
      if let customer = filter.customer {
        query.add("w.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db)))
      }
      if !filter.isAll { query.add("w.done_at IS NULL AND w.ended_at IS NULL") }
      if filter.isLate { query.add("w.state = 'late'") }
      if filter.isMine { query.add("w.owner_id IS ?", try desk.ownRepID(db)) }
      return try query.fetch(
        db, order: "w.due_at IS NULL, w.due_at, w.amount IS NULL, w.amount DESC, w.id", limit: filter.limit)
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in
      try require(db)
      return try one(try find(name, db), db)
    }
  }

  /// Notes what somebody did about a warning; the first answer counts.
  public func finish(_ name: String, action: String) throws -> Record {
    guard action.contains(where: { !$0.isWhitespace }) else { throw FieldError(.usage, "say what was done") }
    return try desk.write { db in
      try require(db)
      let id = try find(name, db)
      guard try one(id, db).integer("done_at") == nil else {
        throw FieldError(.failed, "it is answered already: the first answer counts")
      }
      try db.update(
        "warnings", id: id,
        ["done_at": .integer(desk.now), "done_by_id": try desk.ownRepID(db), "action": .text(action)])
      return try one(id, db)
    }
  }

  /// Gives a warning to somebody, or another day.
  public func assign(_ name: String, to rep: String?, dueAt: Int64?) throws -> Record {
    try desk.write { db in
      try require(db)
      let id = try find(name, db)
      var cells = Cells()
      if let rep { cells["owner_id"] = Value(try RowFinder.rep.find(rep, in: db)) }
      if let dueAt { cells["due_at"] = .integer(dueAt) }
      try db.update("warnings", id: id, cells)
      return try one(id, db)
    }
  }

  private func find(_ name: String, _ db: Database) throws -> RowID {
    try RowFinder.warning.find(name, orOfCustomerWhere: "done_at IS NULL AND ended_at IS NULL", in: db)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    try db.record(Self.select + "\nWHERE w.id = :id", ["now": desk.now, "id": Value(id).databaseValue]) ?? Record()
  }

  /// A server of an older release has no such table.
  func require(_ db: Database) throws {
    guard try db.tableExists("warnings") else {
      throw FieldError(.failed, "the server keeps no warnings yet: update it first")
    }
  }
}
