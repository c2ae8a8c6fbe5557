import ChangeModel
import FieldSales
import GRDB

/// Territories with what they weigh, and what moving customers between them does before it is done.
public struct TerritoryBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Which customers move: those to whom all apply that is named.
  public struct Choice: Sendable {
    public var from: String?
    public var city: String?
    /// The beginning of postal codes.
    public var postal: String?
    public var rep: String?
    public var grade: String?
    public var customers: [String] = []

    public init() {}

    var isEmpty: Bool {
      from == nil && city == nil && postal == nil && rep == nil && grade == nil && customers.isEmpty
    }
  }

  /// What makes territories alike.
  public enum Measure: String, CaseIterable, Sendable {
    case sales, customers, visits

    var column: String {
      switch self {
      case .sales: "net"
      case .customers: "one"
      case .visits: "visits"
      }
    }
  }

  /// The territories here by name, with customers, sales and visits of a year, and what is in the making.
  public func list() throws -> [Record] {
    try desk.read { db in
      let customers = try customers(db)
      let names = try db.records("SELECT id, name, code FROM territories ORDER BY \(desk.byName("name")), id")
      return names.map { territory in
        let own = customers.filter { $0["territory_id"] == territory["id"] }
        return territory.adding([
          "customer_count": .integer(Int64(own.count)), "net": .integer(own.sum("net")),
          "visits": .integer(own.sum("visits")), "weighted": .integer(own.sum("weighted")),
          "currency": own.first?["currency"] ?? .null,
        ])
      }
    }
  }

  /// Moves customers to a territory.
  /// - Parameters:
  ///   - owner: who looks after them from now on; nil leaves their reps as they are.
  ///   - isDone: whether it is done, or only shown.
  public func move(_ choice: Choice, to territory: String, owner: String? = nil, isDone: Bool) throws -> Realignment {
    guard !choice.isEmpty else {
      throw FieldError(.usage, "say which customers move: --from, --city, --postal, --rep, --grade or --customer")
    }
    try desk.requireManager()
    return try realign(isDone: isDone) { customers, db in
      let target = Value(try RowFinder.territory.find(territory, in: db))
      let chosen = try chosen(choice, db)
      let owner = try owner.map { Value(try RowFinder.rep.find($0, in: db)) }
      return customers.filter { chosen.contains($0["customer_id"] ?? .null) && $0["territory_id"] != target }
        .map { Step(customer: $0, territory: target, owner: owner) }
    }
  }

  /// Moves customers between territories until they weigh alike.
  public func balance(_ names: [String], by measure: Measure, isDone: Bool) throws -> Realignment {
    guard Set(names).count > 1 else { throw FieldError(.usage, "name two territories or more") }
    try desk.requireManager()
    return try realign(isDone: isDone) { customers, db in
      let territories = try names.map { Value(try RowFinder.territory.find($0, in: db)) }
      let places = Dictionary(territories.enumerated().map { ($1, $0) }) { first, _ in first }
      let members = customers.map { customer in
        TerritoryBalance.Member(
          territory: places[customer["territory_id"] ?? .null] ?? -1, weight: customer.integer(measure.column) ?? 0,
          latitude: customer.integer("latitude"), longitude: customer.integer("longitude"))
      }
      var balance = TerritoryBalance(members, count: territories.count)
      return balance.moves(tolerance: try db.settings()[.territoryTolerancePoints]).map {
        Step(customer: customers[$0.member], territory: territories[$0.territory])
      }
    }
  }

  // MARK: Realigning

  private struct Step {
    var customer: Record
    var territory: Value
    var owner: Value?
  }

  private func realign(isDone: Bool, _ plan: ([Record], Database) throws -> [Step]) throws -> Realignment {
    func work(_ db: Database) throws -> Realignment {
      let customers = try customers(db)
      let steps = try plan(customers, db)
      if isDone { try carryOut(steps, db) }
      return try told(steps, customers, isDone: isDone, db)
    }
    return isDone ? try desk.write(work) : try desk.read(work)
  }

  private func carryOut(_ steps: [Step], _ db: Database) throws {
    // A change set takes no more; the rest is a realignment of its own.
    guard steps.count <= Self.movesMax else {
      throw FieldError(.failed, "\(steps.count) customers are too many for one step: at most \(Self.movesMax)")
    }
    for step in steps {
      guard let id = step.customer.rowID("customer_id") else { continue }
      var cells: Cells = ["territory_id": step.territory]
      if let owner = step.owner { cells["owner_rep_id"] = owner }
      try db.update("customers", id: id, cells)
    }
  }

  static let movesMax = 2_000

  private func told(_ steps: [Step], _ customers: [Record], isDone: Bool, _ db: Database) throws -> Realignment {
    let targets = Dictionary(steps.map { ($0.customer["customer_id"] ?? .null, $0.territory) }) { first, _ in first }
    let touched = Set(steps.flatMap { [$0.customer["territory_id"] ?? .null, $0.territory] })
    let names = try db.records("SELECT id, name FROM territories ORDER BY \(desk.byName("name")), id")
      .filter { touched.contains($0["id"] ?? .null) }
    let territories = names.map { territory in
      let id = territory["id"] ?? .null
      let before = customers.filter { $0["territory_id"] == id }
      let after = customers.filter { (targets[$0["customer_id"] ?? .null] ?? $0["territory_id"]) == id }
      return Record(
        columns: [
          "territory", "customers_before", "customers_after", "net_before", "net_after", "visits_before",
          "visits_after",
          "currency",
        ],
        values: [
          territory["name"] ?? .null, .integer(Int64(before.count)), .integer(Int64(after.count)),
          .integer(before.sum("net")), .integer(after.sum("net")), .integer(before.sum("visits")),
          .integer(after.sum("visits")), customers.first?["currency"] ?? .null,
        ])
    }
    let nameOf = Dictionary(names.map { ($0["id"] ?? .null, $0["name"] ?? .null) }) { first, _ in first }
    let moves = steps.map { step in
      step.customer.removing("one").adding("to", nameOf[step.territory] ?? .null)
    }
    return Realignment(
      moves: moves.enumerated().sorted { left, right in
        let (first, second) = (left.element.integer("net") ?? 0, right.element.integer("net") ?? 0)
        return first == second ? left.offset < right.offset : first > second
      }.map(\.element), territories: territories, isDone: isDone)
  }

  // MARK: Reading

  private func customers(_ db: Database) throws -> [Record] {
    let span = try ReportSpan(ReportScope(), days: db.settings()[.analysisWindowDays], now: desk.now, db)
    return try db.records(Self.weighed, span.arguments)
  }

  /// Each customer with sales and visits of the time, and what is in the making.
  private static let weighed = """
    WITH figures AS (\(ReportBook.customers)),
    seen AS (
      SELECT customer_id, count(*) AS visits FROM visits
      WHERE check_in_at >= :from AND check_in_at < :until GROUP BY customer_id
    ),
    likely AS (
      SELECT customer_id, sum(weighted) AS weighted FROM opportunity_forecasts WHERE currency IS :currency
      GROUP BY customer_id
    )
    SELECT f.customer_id, f.customer_code, f.customer, c.city, c.postal_code, c.territory_id, f.territory, f.rep, f.net,
      coalesce(s.visits, 0) AS visits, coalesce(l.weighted, 0) AS weighted, 1 AS one, c.latitude, c.longitude, f.currency
    FROM figures AS f
    JOIN customers AS c ON c.id = f.customer_id
    LEFT JOIN seen AS s ON s.customer_id = f.customer_id
    LEFT JOIN likely AS l ON l.customer_id = f.customer_id
    ORDER BY f.customer, f.customer_id
    """

  private func chosen(_ choice: Choice, _ db: Database) throws -> Set<Value> {
    var query = Query("SELECT c.id FROM customers AS c")
    if let from = choice.from { query.add("c.territory_id = ?", Value(try RowFinder.territory.find(from, in: db))) }
    if let city = choice.city { query.add("c.city = ? COLLATE NOCASE", .text(city)) }
    if let postal = choice.postal { query.add("substr(c.postal_code, 1, length(?)) = ?", .text(postal), .text(postal)) }
    if let rep = choice.rep { query.add("c.owner_rep_id = ?", Value(try RowFinder.rep.find(rep, in: db))) }
    if let grade = choice.grade { query.add("c.grade = ? COLLATE NOCASE", .text(grade)) }
    let found = Set(try query.fetch(db).compactMap { $0["id"] })
    guard !choice.customers.isEmpty else { return found }
    let named = try choice.customers.map { Value(try RowFinder.customer.find($0, in: db)) }
    return found.intersection(named)
  }
}
