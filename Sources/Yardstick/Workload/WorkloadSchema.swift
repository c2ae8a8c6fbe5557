import ChangeModel

/// The four tables of the workload, as Godwit's and as plain SQLite's.
public enum WorkloadSchema {
  public static let tables = ["customers", "orders", "order_lines", "visits"]

  /// The columns behind the ID, in the order of the operations.
  public static let columns = [
    [
      "name", "phone", "address", "city", "grade", "credit_limit_cents", "balance_cents", "notes", "updated_at",
    ],
    ["customer_id", "status", "total_cents", "placed_at", "memo"],
    ["order_id", "sku", "qty", "price_cents"],
    ["customer_id", "started_at", "ended_at", "outcome", "notes"],
  ]

  /// What a plain database has instead of a replica.
  public static let plainSQL = zip(tables, columns).map { table, columns in
    "CREATE TABLE \(table)(id BLOB NOT NULL PRIMARY KEY, \(columns.joined(separator: ", ")))"
  }

  /// Customers are everybody's; orders, lines and visits go where their parents go. Each column is merged on its own.
  public static let schema = schema(of: customers)

  /// The same where each customer belongs to a territory, and is seen there alone.
  public static let dividedSchema = schema(
    of: TableSchema(
      customers.name, meaning: customers.meaning, scope: .owner(column: territoryColumn), deletion: customers.deletion,
      columns: customers.columns + [reference(territoryColumn, to: "territories", isNeeded: false)]))

  /// The column of the divided schema that no operation writes.
  static let territoryColumn = "territory_id"

  private static func schema(of customers: TableSchema) -> Schema {
    Schema(
      version: 1, tables: [territories, reps, customers] + visitTables + [.conflicts()],
      territoryTable: "territories", repTable: "reps", conflictTable: "conflicts")
  }

  private static let customers = table(
    0, scope: .org,
    columns: columns[0].map { column($0, integers: ["credit_limit_cents", "balance_cents", "updated_at"]) })

  private static let visitTables: [TableSchema] = [
    table(
      1, scope: .parent(column: "customer_id"),
      columns: [reference("customer_id", to: "customers")]
        + columns[1].dropFirst().map { column($0, integers: ["total_cents", "placed_at"]) }),
    table(
      2, scope: .parent(column: "order_id"),
      columns: [reference("order_id", to: "orders")]
        + columns[2].dropFirst().map { column($0, integers: ["qty", "price_cents"]) }),
    table(
      3, scope: .parent(column: "customer_id"),
      columns: [reference("customer_id", to: "customers")]
        + columns[3].dropFirst().map { column($0, integers: ["started_at", "ended_at"]) }),
  ]

  private static func table(_ index: Int, scope: ScopeRule, columns: [ColumnSchema]) -> TableSchema {
    TableSchema(
      tables[index], meaning: "A table of the workload.", scope: scope, deletion: .updateWins, joinsParent: index == 2,
      columns: columns)
  }

  private static func column(_ name: String, integers: Set<String>) -> ColumnSchema {
    ColumnSchema(name, integers.contains(name) ? .integer : .text, meaning: "A column of the workload.")
  }

  private static func reference(_ name: String, to table: String, isNeeded: Bool = true) -> ColumnSchema {
    ColumnSchema(name, .reference, references: table, notNull: isNeeded, meaning: "The parent.")
  }

  private static let territories = TableSchema(
    "territories", meaning: "Where customers are.", scope: .org, deletion: .never, officeOwned: true,
    columns: [ColumnSchema("name", .text, notNull: true, unique: true, meaning: "The name.")])

  private static let reps = TableSchema(
    "reps", meaning: "Who sells.", scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema("name", .text, notNull: true, meaning: "The name."),
      ColumnSchema("role", .text, meaning: "What the rep may do."),
    ])
}
