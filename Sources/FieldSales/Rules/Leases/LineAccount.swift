/// What order lines take from: a product's pool, or a promotion's budget, and where its figures stand.
///
/// What is there in all is what orders have taken, what live leases hold, and what is free; only the free part may
/// be leased, or taken without a lease.
struct LineAccount: Sendable {
  let kind: LeaseKind
  /// The table of the subject, and its columns.
  let table: Int
  let total: Int
  let leased: Int
  let taken: Int
  /// The columns of a line: the lease that it spends, and what it has taken.
  let lease: Int
  let share: Int

  static let stock = LineAccount(
    kind: .stock, table: Place.products, total: Place.Product.pool, leased: Place.Product.leased,
    taken: Place.Product.sold, lease: Place.Line.stockLease, share: Place.Line.stockTaken)

  static let budget = LineAccount(
    kind: .promotion, table: Place.promotions, total: Place.Promotion.budget, leased: Place.Promotion.leased,
    taken: Place.Promotion.spent, lease: Place.Line.budgetLease, share: Place.Line.budgetTaken)

  static let all = [stock, budget]

  /// The account of a kind of lease; credit is no line's.
  static func of(_ kind: LeaseKind) -> LineAccount? { all.first { $0.kind == kind } }
}

extension LeaseKind {
  /// The subject's table, and the column of `leases` that names it.
  var subject: (table: Int, column: Int) {
    switch self {
    case .stock: (Place.products, Place.Lease.product)
    case .promotion: (Place.promotions, Place.Lease.promotion)
    case .credit: (Place.customers, Place.Lease.customer)
    }
  }

  /// The column of the subject that says how much live leases hold.
  var leased: Int {
    switch self {
    case .stock: Place.Product.leased
    case .promotion: Place.Promotion.leased
    case .credit: Place.Customer.creditLeased
    }
  }
}
