import ChangeModel
import FieldSales
import GRDB

/// The orders of a time as baskets of products, and what each customer bought.
struct SoldBaskets {
  /// `id`, `sku`, `name`, `active`; their places are the numbers in `Baskets`.
  let products: [Record]
  /// By the customer's row number.
  private(set) var productsOf: [Int64: Set<Int>] = [:]
  /// Whether all products are counted.
  let isComplete: Bool
  private var baskets: Baskets

  init(_ span: ReportSpan, _ db: Database) throws {
    let sold = try db.records(
      """
      SELECT p.rowid AS number, p.id, p.sku, p.name, p.active
      FROM products AS p ORDER BY p.active = 0, p.sku, p.id
      """)
    products = Array(sold.prefix(Baskets.productsMax))
    isComplete = sold.count <= Baskets.productsMax
    baskets = Baskets(productCount: products.count)
    var places: [Int64: Int] = [:]
    for (place, product) in products.enumerated() { places[product.integer("number") ?? 0] = place }
    try count(Self.lines(span, db), places)
  }

  /// The joins are crossed so that the lines of an order come one after the other.
  private static func lines(_ span: ReportSpan, _ db: Database) throws -> RowCursor {
    try Row.fetchCursor(
      db,
      sql: """
        SELECT o.rowid, c.rowid, p.rowid
        FROM orders AS o
        CROSS JOIN customers AS c ON c.id = o.customer_id
        CROSS JOIN order_lines AS l ON l.order_id = o.id
        CROSS JOIN products AS p ON p.id = l.product_id
        WHERE o.placed_at >= :from AND o.placed_at < :until AND o.status IN (\(ReportSpan.sold))
          AND (:territory IS NULL OR c.territory_id = :territory) AND (:rep IS NULL OR o.rep_id = :rep)
        """, arguments: span.arguments)
  }

  private mutating func count(_ rows: RowCursor, _ places: [Int64: Int]) throws {
    var order: Int64?
    var basket = [Int]()
    while let row = try rows.next() {
      let (number, customer, product): (Int64, Int64, Int64) = (row[0], row[1], row[2])
      if order != number {
        if order != nil { baskets.add(basket) }
        order = number
        basket.removeAll(keepingCapacity: true)
      }
      guard let place = places[product] else { continue }
      basket.append(place)
      productsOf[customer, default: []].insert(place)
    }
    if order != nil { baskets.add(basket) }
  }

  func rules(_ settings: Settings) -> [Baskets.Rule] {
    baskets.rules(togetherMin: settings[.associationOrdersMin], confidence: settings[.associationConfidencePoints])
  }

  /// Rules by the product from which they lead.
  func follows(_ rules: [Baskets.Rule]) -> [[Baskets.Rule]] {
    var follows = Array(repeating: [Baskets.Rule](), count: products.count)
    for rule in rules where isSold(rule.second) { follows[rule.first].append(rule) }
    return follows
  }

  /// For each product that is missing the surest rule that leads to it, the surest first.
  /// - Parameter follows: by product.
  func proposals(having had: Set<Int>, _ follows: [[Baskets.Rule]]) -> [Baskets.Rule] {
    // By product: there are many customers, each with many rules.
    var best = [Baskets.Rule?](repeating: nil, count: products.count)
    var isHad = [Bool](repeating: false, count: products.count)
    for place in had { isHad[place] = true }
    for first in had.sorted() {
      for rule in follows[first] where !isHad[rule.second] {
        if let other = best[rule.second], (other.confidence, other.lift) >= (rule.confidence, rule.lift) { continue }
        best[rule.second] = rule
      }
    }
    return best.compactMap { $0 }.sorted { ($1.confidence, $1.lift, $0.second) < ($0.confidence, $0.lift, $1.second) }
  }

  private func isSold(_ place: Int) -> Bool { products[place].integer("active") != 0 }
}
