import ChangeModel
import FieldSales
import GRDB

/// Targets, and how far they are reached: every figure is one SQL query over the replica.
public struct TargetBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What a new target is about.
  public struct Aim: Sendable {
    public var rep: String?
    public var territory: String?
    public var group: String?
    /// `sales`, `orders`, `visits` or `customers`.
    public var measure = "sales"
    /// A decimal in the currency for sales, else a whole number.
    public var amount: String
    public var currency: String?
    public var name: String?
    public var period: CalendarPeriod

    public init(amount: String, period: CalendarPeriod) {
      self.amount = amount
      self.period = period
    }
  }

  static let select = """
    SELECT t.*, r.name AS rep, n.name AS territory
    FROM targets AS t LEFT JOIN reps AS r ON r.id = t.rep_id LEFT JOIN territories AS n ON n.id = t.territory_id
    """

  /// Targets with what is reached, the period that ends first in front.
  /// - Parameter all: also those of past and coming periods.
  public func list(mine: Bool = false, all: Bool = false) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if mine { query.add("t.rep_id IS ?", try desk.ownRepID(db)) }
      if !all {
        query.add("coalesce(t.period_from, 0) <= ?", .integer(desk.now))
        query.add("(t.period_until IS NULL OR t.period_until > ?)", .integer(desk.now))
      }
      return try query.fetch(db, order: "t.period_until IS NULL, t.period_until, r.name, n.name, t.product_group, t.id")
        .map { try attainment(of: $0, db) }
    }
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.target.find(name, in: db), db) }
  }

  public func add(_ aim: Aim) throws -> Record {
    try requireManager()
    return try desk.write { db in
      var cells: Cells = [
        "measure": .text(aim.measure), "period_from": .integer(aim.period.from),
        "period_until": .integer(aim.period.until), "name": .text(aim.name ?? aim.period.name),
      ]
      if let rep = aim.rep { cells["rep_id"] = Value(try RowFinder.rep.find(rep, in: db)) }
      if let territory = aim.territory {
        cells["territory_id"] = Value(try RowFinder.territory.find(territory, in: db))
      }
      if let group = aim.group { cells["product_group"] = .text(group) }
      cells["amount"] = .integer(try amount(aim))
      if aim.measure == "sales" { cells["currency"] = .text(aim.currency ?? "EUR") }
      guard cells["territory_id"] != nil || desk.replica.identity.role == .office else {
        throw FieldError(.usage, "name the territory whose sales count with --territory")
      }
      let id = desk.newID()
      try db.insert(into: "targets", id: id, cells)
      return try one(id, db)
    }
  }

  public func delete(_ name: String) throws -> Record {
    try requireManager()
    return try desk.write { db in
      let id = try RowFinder.target.find(name, in: db)
      let target = try one(id, db)
      try db.delete(from: "targets", id: id)
      return target
    }
  }

  private func amount(_ aim: Aim) throws -> Int64 {
    guard ["sales", "orders", "visits", "customers"].contains(aim.measure) else {
      throw FieldError(.usage, "\"\(aim.measure)\" is no measure: sales, orders, visits or customers")
    }
    let isMoney = aim.measure == "sales"
    guard let amount = isMoney ? Money.minorUnits(aim.amount, currency: aim.currency ?? "EUR") : Int64(aim.amount),
      amount > 0
    else { throw FieldError(.usage, "\"\(aim.amount)\" is no target: write a number above 0") }
    return amount
  }

  private func requireManager() throws {
    guard desk.replica.identity.role != .rep else {
      throw FieldError(.failed, "targets are set by managers and the office: ask your manager")
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("t.id = ?", Value(id))
    return try query.fetch(db).first.map { try attainment(of: $0, db) } ?? Record()
  }

  // MARK: Figures

  /// The target with what is reached, the part of it, what is missing, and where it would end at this pace.
  private func attainment(of target: Record, _ db: Database) throws -> Record {
    let reached = try reached(target, db)
    let amount = target.integer("amount") ?? 0
    let elapsed = pace(target)
    let projection = elapsed.flatMap { $0 > 0 ? BasisPoints.part(reached, of: $0) : nil }
    return target.adding("reached", .integer(reached))
      .adding("attainment", Self.value(BasisPoints.part(reached, of: amount)))
      .adding("missing", .integer(max(0, amount.saturatingSum(-reached))))
      .adding("elapsed", Self.value(elapsed)).adding("projection", Self.value(projection))
  }

  /// Which part of the period is over, in basis points.
  private func pace(_ target: Record) -> Int64? {
    guard let from = target.integer("period_from"), let until = target.integer("period_until"), until > from else {
      return nil
    }
    return BasisPoints.part(min(max(desk.now, from), until) - from, of: until - from)
  }

  private func reached(_ target: Record, _ db: Database) throws -> Int64 {
    let measure = Self.measures[target.text("measure") ?? "sales"] ?? Self.sales
    var query = Query(measure.select)
    query.add("\(measure.time) >= ?", .integer(target.integer("period_from") ?? 0))
    if let until = target.integer("period_until") { query.add("\(measure.time) < ?", .integer(until)) }
    if let rep = target["rep_id"], !rep.isNull { query.add("\(measure.rep) = ?", rep) }
    if let territory = target["territory_id"], !territory.isNull { query.add("\(measure.territory) = ?", territory) }
    if let group = target.text("product_group"), let column = measure.group {
      query.add("\(column) = ? COLLATE NOCASE", .text(group))
    }
    if measure.isMoney, let currency = target.text("currency") { query.add("s.currency = ?", .text(currency)) }
    return try query.fetch(db).first?.integer("n") ?? 0
  }

  private struct Measure {
    var select: String
    var time: String
    var rep: String
    var territory: String
    var group: String?
    var isMoney = false
  }

  private static let sales = Measure(
    select: "SELECT coalesce(sum(s.net), 0) AS n FROM sale_lines AS s", time: "s.placed_at", rep: "s.rep_id",
    territory: "s.territory_id", group: "s.product_group", isMoney: true)

  private static let measures = [
    "sales": sales,
    "orders": Measure(
      select: "SELECT count(DISTINCT s.order_id) AS n FROM sale_lines AS s", time: "s.placed_at", rep: "s.rep_id",
      territory: "s.territory_id", group: "s.product_group"),
    "visits": Measure(
      select: """
        SELECT count(*) AS n FROM visits AS v LEFT JOIN customers AS c ON c.id = v.customer_id
        """, time: "v.check_in_at", rep: "v.rep_id", territory: "c.territory_id"),
    "customers": Measure(
      select: """
        SELECT count(*) AS n FROM (
          SELECT o.placed_at, o.rep_id, c.territory_id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
          WHERE o.status IN (\(sold)) AND NOT EXISTS (
            SELECT 1 FROM orders AS e
            WHERE e.customer_id = o.customer_id AND +e.status IN (\(sold))
              AND (e.placed_at, e.id) < (o.placed_at, o.id)
          )
        ) AS f
        """, time: "f.placed_at", rep: "f.rep_id", territory: "f.territory_id"),
  ]

  /// As in the view `sale_lines`.
  private static let sold = "'submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced'"

  private static func value(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
}
