import ChangeModel

/// Looks for words in all that a rep deals with.
public struct Search: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// At most `limit` of each kind: columns `kind`, `id`, `handle`, `name`, `detail`.
  public func find(_ text: String, limit: Int) throws -> [Record] {
    try desk.read { db in
      try Self.sources.flatMap { source in
        var query = Query(source.select)
        query.addWords(text, in: source.columns)
        return try query.fetch(db, order: "handle, name, id", limit: limit)
      }
    }
  }

  private struct Source {
    var select: String
    var columns: [String]
  }

  private static let sources = [
    Source(
      select: "SELECT 'customer' AS kind, id, code AS handle, name, city AS detail FROM customers",
      columns: ["name", "legal_name", "code", "city", "phone", "email", "tax_id", "notes", "tags"]),
    Source(
      select: """
        SELECT 'contact' AS kind, p.id AS id, p.code AS handle, p.name AS name, c.name AS detail
        FROM contacts AS p LEFT JOIN customers AS c ON c.id = p.customer_id
        """,
      columns: ["p.name", "p.role", "p.phone", "p.email", "p.notes"]),
    Source(
      select: "SELECT 'product' AS kind, id, sku AS handle, name, product_group AS detail FROM products",
      columns: ["sku", "name", "product_group", "brand", "description", "barcode"]),
    Source(
      select: """
        SELECT 'order' AS kind, o.id AS id, o.number AS handle, c.name AS name, o.status AS detail
        FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer_id
        """,
      columns: ["o.number", "o.customer_reference", "o.memo"]),
    Source(
      select: """
        SELECT 'visit' AS kind, v.id AS id, v.purpose AS handle, c.name AS name, v.notes AS detail
        FROM visits AS v LEFT JOIN customers AS c ON c.id = v.customer_id
        """,
      columns: ["v.purpose", "v.outcome", "v.next_step", "v.notes"]),
  ]
}
