import ChangeModel
import FieldSales
import GRDB

/// Customers' points: a ledger, what the thresholds promise, and what is due by them.
public struct LoyaltyBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A customer's account of points.
  public struct Account: Sendable {
    public var summary: Record
    /// Latest first.
    public var entries: [Record]
    /// Every threshold, with what is missing until it is reached and whether its promise was kept.
    public var thresholds: [Record]
  }

  /// What invoiced orders earn: each by itself, whole points, rounded down. One that is not booked yet earns already.
  ///
  /// The plus keeps SQLite from reading all invoiced orders where one customer's are asked for.
  static let earnings = """
    SELECT o.id AS order_id, o.number, o.customer_id, o.placed_at,
      (SELECT coalesce(sum(s.net), 0) FROM sale_lines AS s WHERE s.order_id = o.id) / :rate AS points
    FROM orders AS o
    WHERE +o.status = 'invoiced'
    """

  /// Customers with points, the most first.
  public func list(limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      try db.records(
        """
        SELECT c.id, c.code, c.name AS customer, b.balance, b.earned, b.spent, b.last_at
        FROM loyalty_balances AS b JOIN customers AS c ON c.id = b.customer_id
        ORDER BY b.balance DESC, c.name COLLATE NOCASE, c.id \(limit.map { "LIMIT \(max(0, $0))" } ?? "")
        """)
    }
  }

  public func show(_ customer: String, limit: Int? = nil) throws -> Account {
    try desk.read { db in
      let id = try RowFinder.customer.find(customer, in: db)
      var entries = Query(
        "SELECT e.*, o.number AS order_number FROM loyalty_entries AS e LEFT JOIN orders AS o ON o.id = e.order_id")
      entries.add("e.customer_id = ?", Value(id))
      return Account(
        summary: try summary(id, db),
        entries: try entries.fetch(db, order: "e.booked_at DESC, e.id DESC", limit: limit),
        thresholds: try thresholds(of: id, db))
    }
  }

  /// Spends points for a customer.
  public func redeem(_ customer: String, points: Int64, reason: String?) throws -> Account {
    guard points > 0 else { throw FieldError(.usage, "redeem a number of points above 0") }
    try desk.write { db in
      let id = try RowFinder.customer.find(customer, in: db)
      let balance = try summary(id, db).integer("balance") ?? 0
      guard points <= balance else {
        throw FieldError(.failed, "the customer has \(balance) points: redeem no more than that")
      }
      try book(id, ["kind": .text("redeem"), "points": .integer(-points), "reason": Self.value(reason)], db)
    }
    return try show(customer)
  }

  /// Books that what a threshold promises was handed over.
  public func grant(_ customer: String, threshold: String, reason: String?) throws -> Account {
    try desk.write { db in
      let id = try RowFinder.customer.find(customer, in: db)
      let code = try RowFinder.threshold.find(threshold, in: db)
      guard let row = try thresholds(of: id, db).first(where: { $0.id == code }) else {
        throw FieldError(
          .failed, "\(threshold) is no longer promised: `godwit loyalty thresholds` lists those that are")
      }
      guard row.integer("is_reached") == 1 else {
        throw FieldError(.failed, "\(threshold) is not reached yet: \(row.integer("missing") ?? 0) is missing")
      }
      guard row.integer("is_granted") == 0 else {
        throw FieldError(.failed, "what \(threshold) promises was handed over already: see the account")
      }
      try book(
        id,
        [
          "kind": .text("grant"), "points": .integer(0), "threshold": row["code"] ?? .null,
          "reason": Self.value(reason ?? row.text("promise")),
        ], db)
    }
    return try show(customer)
  }

  /// What thresholds promise to customers who have reached them and have not been given it, by customer.
  public func due(limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      let some = limit.map { "LIMIT \(max(0, $0))" } ?? ""
      return try db.records(try dueSelect(db) + "\nORDER BY c.name COLLATE NOCASE, c.id, t.code \(some)")
    }
  }

  /// The same for the day's page, those who are visited that day in front.
  /// - Parameter arguments: `:start` and `:end` of the day; `:rep` is the rep whose customers and those of nobody count,
  ///   NULL for the visited ones of everybody: of thousands nobody meets more than those.
  func due(_ arguments: StatementArguments, _ db: Database) throws -> [Record] {
    let visited = """
      SELECT v.customer_id FROM visits AS v
      WHERE v.planned_at >= :start AND v.planned_at < :end AND v.check_out_at IS NULL
      """
    let people = """
      SELECT w.id FROM customers AS w
      WHERE CASE WHEN :rep IS NULL THEN w.id IN (\(visited)) ELSE w.owner_rep_id IS NULL OR w.owner_rep_id = :rep END
      """
    let sql = """
      SELECT *, customer_id IN (\(visited)) AS is_on_route FROM (\(try dueSelect(db, of: people)))
      ORDER BY is_on_route DESC, customer COLLATE NOCASE, customer_id, code
      """
    return try db.records(sql, arguments)
  }

  private func dueSelect(_ db: Database, of people: String? = nil) throws -> String {
    """
    SELECT c.id, c.id AS customer_id, c.code AS customer_code, c.name AS customer, c.phone, t.code, t.name, t.kind,
      t.promise, t.amount, t.reached, t.basis, t.currency
    FROM (\(try standing(db, of: people))) AS t JOIN customers AS c ON c.id = t.customer_id
    WHERE t.is_reached = 1 AND t.is_granted = 0
    """
  }

  func book(_ customer: RowID, _ cells: Cells, _ db: Database) throws {
    var cells = cells
    cells["customer_id"] = Value(customer)
    cells["booked_at"] = .integer(desk.now)
    cells["rep_id"] = try desk.ownRepID(db)
    try db.insert(into: "loyalty_entries", id: desk.newID(), cells)
  }

  private func summary(_ customer: RowID, _ db: Database) throws -> Record {
    let rate = try db.settings()[.loyaltyAmountPerPoint]
    let sql = """
      SELECT c.id, c.code, c.name AS customer, coalesce(b.balance, 0) AS balance, coalesce(b.earned, 0) AS earned,
        coalesce(b.spent, 0) AS spent,
        (SELECT coalesce(sum(e.points), 0) FROM (\(Self.earnings) AND o.customer_id = :customer) AS e
          WHERE NOT EXISTS (SELECT 1 FROM loyalty_entries AS l WHERE l.customer_id = :customer AND l.order_id = e.order_id
            AND l.kind = 'earn')) AS coming
      FROM customers AS c LEFT JOIN loyalty_balances AS b ON b.customer_id = c.id
      WHERE c.id = :customer
      """
    let record = try db.record(sql, ["rate": rate, "customer": Value(customer).databaseValue]) ?? Record()
    let tier = try thresholds(of: customer, db).last { $0.text("kind") == "tier" && $0.integer("is_reached") == 1 }
    return record.adding("tier", tier?["name"] ?? tier?["code"] ?? .null)
  }

  private func thresholds(of customer: RowID, _ db: Database) throws -> [Record] {
    try db.records(
      """
      SELECT t.*, max(0, t.amount - t.reached) AS missing
      FROM (\(try standing(db, of: "SELECT x'\(Self.hex(customer))' AS id"))) AS t
      ORDER BY t.basis, t.amount, t.code
      """)
  }

  private func standing(_ db: Database, of people: String? = nil) throws -> String {
    let days = try db.settings()[.loyaltyWindowDays]
    return LoyaltyStanding(since: desk.now.saturatingSum(-days * Day.length), people: people).sql
  }

  private static func value(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

  private static func hex(_ id: RowID) -> String { id.description.filter { $0 != "-" } }
}
