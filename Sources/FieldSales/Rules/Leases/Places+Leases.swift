import ChangeModel

extension Place {
  static let reps = index(of: "reps")
  static let products = index(of: "products")
  static let prices = index(of: "prices")
  static let promotions = index(of: "promotions")
  static let leases = index(of: "leases")

  enum Product {
    static let sku = column("sku", of: products)
    static let unitPrice = column("unit_price", of: products)
    static let currency = column("currency", of: products)
    static let pool = column("stock_pool", of: products)
    static let leased = column("stock_leased", of: products)
    static let sold = column("stock_sold", of: products)
  }

  enum Price {
    static let unitPrice = column("unit_price", of: prices)
  }

  enum Promotion {
    static let code = column("code", of: promotions)
    static let budget = column("budget", of: promotions)
    static let leased = column("budget_leased", of: promotions)
    static let spent = column("budget_spent", of: promotions)
  }

  enum Lease {
    static let rep = column("rep_id", of: leases)
    static let number = column("number", of: leases)
    static let kind = column("kind", of: leases)
    static let product = column("product_id", of: leases)
    static let promotion = column("promotion_id", of: leases)
    static let customer = column("customer_id", of: leases)
    static let asked = column("asked", of: leases)
    static let status = column("status", of: leases)
    static let granted = column("granted", of: leases)
    static let spent = column("spent", of: leases)
    static let expiresAt = column("expires_at", of: leases)
    static let answer = column("answer", of: leases)
    static let closedAt = column("closed_at", of: leases)
  }

  /// What the rules alone write, by table.
  static let figures: [Int: [Int]] = [
    products: [Product.leased, Product.sold],
    promotions: [Promotion.leased, Promotion.spent],
    customers: [Customer.creditLeased],
    orders: [Order.creditTaken, Order.judgement],
    orderLines: [Line.stockTaken, Line.budgetTaken],
    leases: [Lease.granted, Lease.spent, Lease.expiresAt, Lease.answer, Lease.closedAt],
  ]
}

extension Place.Customer {
  static let creditLeased = Place.column("credit_leased", of: Place.customers)
}

extension Place.Order {
  static let creditLease = Place.column("credit_lease_id", of: Place.orders)
  static let creditTaken = Place.column("credit_taken", of: Place.orders)
  static let pricesKnownAt = Place.column("prices_known_at", of: Place.orders)
  static let validUntil = Place.column("valid_until", of: Place.orders)
  static let judgement = Place.column("judgement", of: Place.orders)
}

extension Place.Line {
  static let listPrice = Place.column("list_price", of: Place.orderLines)
  static let priceSource = Place.column("price_source", of: Place.orderLines)
  static let promotion = Place.column("promotion", of: Place.orderLines)
  static let price = Place.column("price_id", of: Place.orderLines)
  static let stockLease = Place.column("stock_lease_id", of: Place.orderLines)
  static let stockTaken = Place.column("stock_taken", of: Place.orderLines)
  static let budgetLease = Place.column("budget_lease_id", of: Place.orderLines)
  static let budgetTaken = Place.column("budget_taken", of: Place.orderLines)
}
