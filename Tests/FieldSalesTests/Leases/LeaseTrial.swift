import ChangeModel
import FieldSales
import MergeEngine

/// An org with ten units of a product, two reps, and time that the test sets.
struct LeaseTrial {
  static let hour: Int64 = 3_600_000
  static let begin: Int64 = 1_800_000_000_000
  static let reps = [RowID(high: 2, low: 1), RowID(high: 2, low: 2)]
  static let promotion = RowID(high: 8, low: 1)

  var world: SalesWorld
  /// In milliseconds since 1970 UTC.
  var now = LeaseTrial.begin
  let ann = Actor(device: 7, rep: 1, role: .rep, scopes: [.org, .territory(1), .rep(1)])
  let ben = Actor(device: 9, rep: 2, role: .rep, scopes: [.org, .territory(1), .rep(2)])

  init(pool: Int64? = 10, creditLimit: Int64? = nil) {
    world = SalesWorld(creditLimit: creditLimit)
    let reps = zip(Self.reps, ["Ann", "Ben"]).map {
      world.insert("reps", $0, ["name": .text($1), "role": .text("rep")])
    }
    let promotion = world.insert(
      "promotions", Self.promotion, ["code": .text("SPRING"), "kind": .text("discount"), "discount": .integer(2000)])
    office(reps + [promotion])
    office([world.update("products", SalesWorld.product, ["stock_pool": pool.map(Value.integer) ?? .null])])
    set(.leaseSharePoints, 10_000)
  }

  mutating func set(_ setting: Setting, _ value: Int64) {
    office([world.insert("settings", setting.id, ["key": .text(setting.key), "value": .text(String(value))])])
  }

  @discardableResult
  mutating func office(_ changes: [RowChange]) -> ChangeResult { world.send(world.office, changes, made: now) }

  // MARK: Leases

  static func lease(_ number: UInt64) -> RowID { RowID(high: 7, low: number) }

  /// Ann's or Ben's lease of the product.
  @discardableResult
  mutating func ask(_ number: UInt64, by actor: Actor? = nil, of units: Int64) -> ChangeResult {
    ask(number, by: actor, kind: "stock", ["product_id": .reference(RowReference(id: SalesWorld.product))], units)
  }

  @discardableResult
  mutating func ask(
    _ number: UInt64, by actor: Actor? = nil, kind: String, _ subject: [String: Value], _ amount: Int64
  ) -> ChangeResult {
    let actor = actor ?? ann
    var cells: [String: Value] = [
      "rep_id": .reference(RowReference(id: Self.reps[Int(actor.rep) - 1])), "number": .text("L\(number)"),
      "kind": .text(kind), "asked": .integer(amount),
    ]
    cells.merge(subject) { $1 }
    return world.send(actor, [world.insert("leases", Self.lease(number), cells)], made: now)
  }

  func step(_ number: UInt64, to status: String) -> RowChange {
    world.update("leases", Self.lease(number), ["status": .text(status)])
  }

  func figure(_ number: UInt64, _ column: String) -> Int64? {
    world.value("leases", Self.lease(number), column)?.integer
  }

  func status(_ number: UInt64) -> String? { world.text("leases", Self.lease(number), "status") }

  // MARK: Orders

  /// An order of so many units, from a lease if there is one.
  /// - Parameter made: when it was taken; now, if not given.
  @discardableResult
  mutating func order(
    _ number: UInt64, by actor: Actor? = nil, of units: Int64, lease: UInt64? = nil, made: Int64? = nil,
    cells: [String: Value] = [:], line more: [String: Value] = [:]
  ) -> ChangeResult {
    var line: [String: Value] = [
      "order_id": .reference(RowReference(id: RowID(high: 5, low: number))),
      "product_id": .reference(RowReference(id: SalesWorld.product)), "sku": .text("A-1"), "quantity": .integer(units),
      "unit_price": .integer(1250), "discount": .integer(0),
    ]
    if let lease { line["stock_lease_id"] = .reference(RowReference(id: Self.lease(lease))) }
    line.merge(more) { $1 }
    var head: [String: Value] = [
      "customer_id": .reference(RowReference(id: SalesWorld.customer)), "number": .text("\(number)"),
      "status": .text("submitted"), "currency": .text("EUR"),
    ]
    head.merge(cells) { $1 }
    return world.send(
      actor ?? ann,
      [
        world.insert("orders", RowID(high: 5, low: number), head),
        world.insert("order_lines", RowID(high: 6, low: number), line),
      ], made: made ?? now, now: now)
  }

  @discardableResult
  mutating func cancel(_ number: UInt64, by actor: Actor? = nil) -> ChangeResult {
    let step = world.update("orders", RowID(high: 5, low: number), ["status": .text("cancelled")])
    return world.send(actor ?? ann, [step], made: now)
  }

  /// The product's figures: what is leased and not spent, what is sold, and what is free.
  var stock: [Int64] {
    let figures = ["stock_leased", "stock_sold"].map {
      world.value("products", SalesWorld.product, $0)?.integer ?? 0
    }
    let pool = world.value("products", SalesWorld.product, "stock_pool")?.integer ?? 0
    return figures + [pool - figures[0] - figures[1]]
  }
}
