import ChangeModel
import FieldSales
import GRDB

/// Which leases an order spends, line by line, and how far they go: worked out before it is handed in, and told.
struct LeasePlan {
  /// One thing that an order asks for.
  struct Part {
    var kind: LeaseKind
    /// The row that spends: a line, or the order itself for credit.
    var row: RowID
    /// What people call it: an article number, or a promotion's code.
    var name: String
    var wanted: Int64
    /// What nobody has leased or bought, as far as this replica knows.
    var free: Int64?
    /// nil when no lease has anything left.
    var lease: Record?
    /// How much of it the lease covers.
    var covered: Int64 = 0

    var isCertain: Bool { covered >= wanted }
  }

  private(set) var parts: [Part] = []
  /// What earlier lines of the order spend, by lease.
  private var spent: [RowID: Int64] = [:]
  private let finder: LeaseFinder

  init(of sheet: OrderBook.Sheet, _ finder: LeaseFinder) throws {
    self.finder = finder
    for line in sheet.lines { try add(line) }
    try addCredit(sheet)
  }

  private mutating func add(_ line: Record) throws {
    guard let row = line.id, let quantity = line.integer("quantity"), quantity > 0 else { return }
    if let product = line.rowID("product_id"), let pool = try pool(.stock, "id = ?", Value(product)) {
      try add(
        Part(kind: .stock, row: row, name: line.text("sku") ?? "?", wanted: quantity, free: pool.integer("free")),
        of: product)
    }
    guard let code = line.text("promotion"), let list = line.integer("list_price"),
      let pool = try pool(.promotion, "code = ?", .text(code)), let promotion = pool.id,
      let full = LineTotal(quantity: quantity, unitPrice: list, discount: 0)?.net
    else { return }
    let gift = full.saturatingSum(-(line.integer("total") ?? 0))
    guard gift > 0 else { return }
    try add(Part(kind: .promotion, row: row, name: code, wanted: gift, free: pool.integer("free")), of: promotion)
  }

  private mutating func addCredit(_ sheet: OrderBook.Sheet) throws {
    guard let order = sheet.order.id, let customer = sheet.order.rowID("customer_id"),
      let total = sheet.order.integer("total"), total > 0
    else { return }
    let row = try finder.db.record(
      "SELECT name, credit_limit, currency FROM customers WHERE id = ?", [Value(customer).databaseValue])
    guard let limit = row?.integer("credit_limit"), limit > 0 else { return }
    if let own = row?.text("currency"), let other = sheet.order.text("currency"), own != other { return }
    try add(Part(kind: .credit, row: order, name: row?.text("name") ?? "?", wanted: total), of: customer)
  }

  private mutating func add(_ part: Part, of subject: RowID) throws {
    var part = part
    for lease in try finder.live(part.kind, of: subject) {
      guard let id = lease.id else { continue }
      let left = (lease.integer("left") ?? 0).saturatingSum(-(spent[id] ?? 0))
      guard left > 0 else { continue }
      part.lease = lease
      part.covered = min(left, part.wanted)
      spent[id] = (spent[id] ?? 0).saturatingSum(part.covered)
      break
    }
    parts.append(part)
  }

  /// The row of a stock or budget that is counted: columns `id`, `free`; nil for one that is not.
  private func pool(_ kind: LeaseKind, _ condition: String, _ value: Value) throws -> Record? {
    guard let pool = kind.pool else { return nil }
    return try finder.db.record(
      """
      SELECT id, \(pool.total) - coalesce(\(pool.leased), 0) - coalesce(\(pool.taken), 0) AS free
      FROM \(pool.table) WHERE \(condition) AND \(pool.total) IS NOT NULL
      """, [value.databaseValue])
  }

  // MARK: Writing

  /// Names on the order and its lines what they spend.
  func write() throws {
    for part in parts {
      let lease = part.lease?.id.map { Value($0) } ?? .null
      switch part.kind {
      case .stock: try finder.db.update("order_lines", id: part.row, ["stock_lease_id": lease])
      case .promotion: try finder.db.update("order_lines", id: part.row, ["budget_lease_id": lease])
      case .credit: try finder.db.update("orders", id: part.row, ["credit_lease_id": lease])
      }
    }
  }
}
