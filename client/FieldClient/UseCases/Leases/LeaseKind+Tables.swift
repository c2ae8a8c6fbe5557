import FieldSales

extension LeaseKind {
  /// Where the figures of a stock or budget stand.
  struct Pool: Sendable {
    var table: String
    /// The column by which people name the row.
    var name: String
    var total: String
    var leased: String
    var taken: String
  }

  /// The column of `leases` that names what it is a share of.
  var column: String {
    switch self {
    case .stock: "product_id"
    case .promotion: "promotion_id"
    case .credit: "customer_id"
    }
  }

  var finder: RowFinder {
    switch self {
    case .stock: .product
    case .promotion: .promotion
    case .credit: .customer
    }
  }

  /// nil for credit, whose limit, balance and orders are the customer's.
  var pool: Pool? {
    switch self {
    case .stock:
      Pool(table: "products", name: "sku", total: "stock_pool", leased: "stock_leased", taken: "stock_sold")
    case .promotion:
      Pool(table: "promotions", name: "code", total: "budget", leased: "budget_leased", taken: "budget_spent")
    case .credit: nil
    }
  }
}
