import ChangeModel
import FieldSales
import GRDB

/// What sells together.
extension ReportBook {
  /// Pairs of products: who buys the first buys the second, with support, confidence and lift.
  /// - Parameter product: only what goes with this one.
  public func associations(_ scope: ReportScope = ReportScope(), product: String? = nil) throws -> Report {
    try report(scope) { span, settings, db in
      let wanted = try product.map { try RowFinder.product.find($0, in: db) }
      let sold = try SoldBaskets(span, db)
      let rows = sold.rules(settings).compactMap { rule -> Record? in
        let (first, second) = (sold.products[rule.first], sold.products[rule.second])
        if let wanted, first.rowID("id") != wanted { return nil }
        return Record(
          columns: ["sku", "product", "then_sku", "then_product", "orders", "support", "confidence", "lift"],
          values: [
            first["sku"] ?? .null, first["name"] ?? .null, second["sku"] ?? .null, second["name"] ?? .null,
            .integer(rule.together), .integer(rule.support), .integer(rule.confidence), .integer(rule.lift),
          ])
      }
      return Report(
        span, rows: rows, definitions: Self.basketDefinitions,
        notes: sold.isComplete ? [] : ["only the first \(Baskets.productsMax) products by article number are counted"])
    }
  }

  /// What to propose to customers: products that go with what they buy, and that they do not buy, the surest first.
  /// - Parameters:
  ///   - customer: only to this one.
  ///   - count: the most for each customer.
  public func crossSell(_ scope: ReportScope = ReportScope(), customer: String? = nil, count: Int = 3) throws -> Report
  {
    try report(scope) { span, settings, db in
      let wanted = try customer.map { Value(try RowFinder.customer.find($0, in: db)) } ?? .null
      let sold = try SoldBaskets(span, db)
      let follows = sold.follows(sold.rules(settings).filter { $0.lift > 100 })
      let rows = try db.records(
        """
        SELECT c.rowid AS number, c.id AS customer_id, c.code AS customer_code, c.name AS customer, c.phone,
          r.name AS rep
        FROM customers AS c LEFT JOIN reps AS r ON r.id = c.owner_rep_id
        WHERE (:customer IS NULL OR c.id = :customer) AND (:territory IS NULL OR c.territory_id = :territory)
          AND (:rep IS NULL OR c.owner_rep_id = :rep)
        ORDER BY c.name, c.id
        """,
        [
          "customer": wanted.databaseValue, "territory": span.territory.databaseValue,
          "rep": span.rep.databaseValue,
        ])
      let proposals = rows.flatMap { row -> [Record] in
        let had = sold.productsOf[row.integer("number") ?? 0] ?? []
        return sold.proposals(having: had, follows).prefix(max(0, count)).map { rule in
          row.removing("number").adding([
            "sku": sold.products[rule.second]["sku"] ?? .null, "product": sold.products[rule.second]["name"] ?? .null,
            "with_sku": sold.products[rule.first]["sku"] ?? .null,
            "with_product": sold.products[rule.first]["name"] ?? .null, "confidence": .integer(rule.confidence),
            "lift": .integer(rule.lift),
          ])
        }
      }
      return Report(
        span, rows: proposals,
        definitions: [
          Definition(
            "product",
            meaning:
              "Proposed is what others order together with what the customer buys more often than by chance, what is sold, and what the customer did not buy in the time."
          )
        ] + Self.basketDefinitions)
    }
  }

  private static let basketDefinitions = [
    Definition(
      "support", "confidence",
      meaning:
        "Support is the part of all orders that have both products, confidence the part of the orders with the first that have the second too; listed from so many orders and such a confidence on (settings association.orders_min, association.confidence_points).",
      source: "R. Agrawal, T. Imieliński, A. Swami, Mining Association Rules (SIGMOD 1993)"),
    Definition(
      "lift", meaning: "Lift is confidence over the part of all orders that have the second anyway; 1.00 is chance.",
      source: "S. Brin et al., Dynamic Itemset Counting (SIGMOD 1997)"),
  ]
}
