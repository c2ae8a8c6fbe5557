extension Place {
  static let returns = index(of: "returns")
  static let returnLines = index(of: "return_lines")
  static let loyaltyEntries = index(of: "loyalty_entries")
  static let targets = index(of: "targets")
  static let orderShares = index(of: "order_shares")
  static let savedViews = index(of: "saved_views")

  enum Return {
    static let order = column("order_id", of: returns)
    static let number = column("number", of: returns)
    static let status = column("status", of: returns)
  }

  enum ReturnLine {
    static let parent = column("return_id", of: returnLines)
    static let orderLine = column("order_line_id", of: returnLines)
    static let quantity = column("quantity", of: returnLines)
  }

  enum Loyalty {
    static let customer = column("customer_id", of: loyaltyEntries)
    static let kind = column("kind", of: loyaltyEntries)
    static let points = column("points", of: loyaltyEntries)
    static let threshold = column("threshold", of: loyaltyEntries)
  }
}
