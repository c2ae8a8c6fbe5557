import ReplicaStore

/// One kind of record that a search looks through.
struct SearchSource: Sendable {
  let table: String
  /// Rows as a search shows them, with `x` for the table's own row: columns `kind`, `id`, `handle`, `name`, `detail`.
  let select: String
  /// The columns in which words are looked for.
  let columns: [String]
  /// Which of the columns that are shown hold stored words, such as `detail`, and the table's own column of them.
  var words: [String: String] = [:]

  /// In the order in which a search shows them.
  static let all = [
    customers, contacts, products, orders, visits, leads, opportunities, complaints, tasks,
  ]

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
    columns: ["number", "customer_reference", "memo"], words: ["detail": "status"])

  static let visits = SearchSource(
    table: "visits",
    select: """
      SELECT 'visit' AS kind, x.id AS id, x.purpose AS handle, c.name AS name, x.notes AS detail
      FROM visits AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["purpose", "outcome", "next_step", "notes"], words: ["handle": "purpose"])

  static let leads = SearchSource(
    table: "leads",
    select: """
      SELECT 'lead' AS kind, x.id AS id, x.level AS handle, c.name AS name, x.interest AS detail
      FROM leads AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["interest", "lost_reason", "notes"], words: ["handle": "level"])

  static let opportunities = SearchSource(
    table: "opportunities",
    select: """
      SELECT 'opportunity' AS kind, x.id AS id, x.stage AS handle, x.name AS name, c.name AS detail
      FROM opportunities AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["name", "competitor", "lost_reason", "notes"], words: ["handle": "stage"])

  static let complaints = SearchSource(
    table: "complaints",
    select: """
      SELECT 'complaint' AS kind, x.id AS id, x.status AS handle, c.name AS name, x.subject AS detail
      FROM complaints AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["subject", "description", "wanted", "answer", "escalation_reason"], words: ["handle": "status"])

  static let tasks = SearchSource(
    table: "tasks",
    select: """
      SELECT 'task' AS kind, x.id AS id, CASE WHEN x.done_at IS NULL THEN 'open' ELSE 'done' END AS handle,
        x.subject AS name, c.name AS detail
      FROM tasks AS x LEFT JOIN customers AS c ON c.id = x.customer_id
      """,
    columns: ["subject", "outcome", "notes"], words: ["handle": "status"])

  var followed: Replica.Followed { Replica.Followed(table, columns) }
}
