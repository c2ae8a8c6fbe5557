import ChangeModel
import FieldSales
import GRDB

/// Targets, and how far they are reached: every figure is the sum of a SQL query over the replica (`TargetFigures`).
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
    /// The customer whose purchases are planned.
    public var customer: String?
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

  static func select(_ db: Database) throws -> String {
    let hasPlans = try db.keepsPlans()
    return """
      SELECT t.*, r.name AS rep, n.name AS territory, \(hasPlans ? "c.name" : "NULL") AS customer
      FROM targets AS t LEFT JOIN reps AS r ON r.id = t.rep_id LEFT JOIN territories AS n ON n.id = t.territory_id
        \(hasPlans ? "LEFT JOIN customers AS c ON c.id = t.customer_id" : "")
      """
  }

  /// Targets with what is reached, the period that ends first in front.
  /// - Parameter all: also those of past and coming periods.
  public func list(mine: Bool = false, all: Bool = false) throws -> [Record] {
    try desk.read { db in
      var query = Query(try Self.select(db))
      if mine { query.add("t.rep_id IS ?", try desk.ownRepID(db)) }
      if !all {
        query.add("coalesce(t.period_from, 0) <= ?", .integer(desk.now))
        query.add("(t.period_until IS NULL OR t.period_until > ?)", .integer(desk.now))
      }
      let targets = try query.fetch(
        db, order: "t.period_until IS NULL, t.period_until, r.name, n.name, t.product_group, t.id")
      var figures = TargetFigures()
      return try targets.map { attainment(of: $0, reached: try figures.reached($0, db)) }
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
      if let customer = aim.customer {
        guard try db.keepsPlans() else { throw FieldError(.failed, Self.noPlans) }
        let id = Value(try RowFinder.customer.find(customer, in: db))
        cells["customer_id"] = id
        // Who sees the customer sees the plan.
        cells["territory_id"] = try db.record(
          "SELECT territory_id FROM customers WHERE id = ?", [id.databaseValue])?["territory_id"]
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

  /// What is said where the server is of a release without such plans.
  static let noPlans: Phrase = "the server keeps no plans of customers yet: update it first"

  private func requireManager() throws {
    guard desk.replica.identity.role != .rep else {
      throw FieldError(.failed, "targets are set by managers and the office: ask your manager")
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(try Self.select(db))
    query.add("t.id = ?", Value(id))
    guard let target = try query.fetch(db).first else { return Record() }
    var figures = TargetFigures()
    return attainment(of: target, reached: try figures.reached(target, db))
  }

  // MARK: Figures

  /// The target with what is reached, the part of it, what is missing, and where it would end at this pace.
  private func attainment(of target: Record, reached: Int64) -> Record {
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

  private static func value(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
}

extension Database {
  /// Whether targets may be of one customer: a server of an older release has no such column.
  func keepsPlans() throws -> Bool { try columns(in: "targets").contains { $0.name == "customer_id" } }
}
