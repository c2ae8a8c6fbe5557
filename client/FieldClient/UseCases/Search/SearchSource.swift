import ReplicaStore

/// One kind of record that a search looks through.
struct SearchSource: Sendable {
  let table: String
  /// Rows as a search shows them, with `x` for the table's own row: columns `kind`, `id`, `handle`, `name`, `detail`.
  let select: String
  /// The columns in which words are looked for.
  let columns: [String]

  /// In the order in which a search shows them.
  static let all = [customers, contacts, products, orders, visits]

  static let customers = SearchSource(
    table: "customers",
    select:
      "SELECT 'customer' AS kind, x.id AS id, x.code AS handle, x.name AS name, x.city AS detail FROM customers AS x",
    columns: ["name", "legal_name", "code", "city", "phone", "email", "tax_id", "notes", "tags"])

  static let contacts = SearchSource(
    table: "contacts",
    select: """
      SELECT 'contact' AS kind, x.id AS id, x.code AS handle, x.name AS name, c.name AS detail
      FROM contacts AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["name", "role", "phone", "email", "notes"])

  static let products = SearchSource(
    table: "products",
    select: """
      SELECT 'product' AS kind, x.id AS id, x.sku AS handle, x.name AS name, x.product_group AS detail
      FROM products AS x
      """,
    columns: ["sku", "name", "product_group", "brand", "description", "barcode"])

  static let orders = SearchSource(
    table: "orders",
    select: """
      SELECT 'order' AS kind, x.id AS id, x.number AS handle, c.name AS name, x.status AS detail
      FROM orders AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["number", "customer_reference", "memo"])

  static let visits = SearchSource(
    table: "visits",
    select: """
      SELECT 'visit' AS kind, x.id AS id, x.purpose AS handle, c.name AS name, x.notes AS detail
      FROM visits AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["purpose", "outcome", "next_step", "notes"])

  var followed: Replica.Followed { Replica.Followed(table, columns) }
}
