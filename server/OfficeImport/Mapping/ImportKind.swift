import ChangeModel
import FieldSales

/// What a file holds, as people say it on the command line, and the table in which it lands.
public struct ImportKind: Hashable, Sendable {
  public let name: String
  public let table: String
  /// Our columns that together are the key of a file without `id`.
  let naturalKey: [String]

  /// In the order in which they refer to each other: the order to import a whole set in.
  public static let all = named + others

  private static let named = [
    ImportKind(name: "territories", table: "territories", naturalKey: ["name"]),
    ImportKind(name: "reps", table: "reps", naturalKey: ["code"]),
    ImportKind(name: "products", table: "products", naturalKey: ["sku"]),
    ImportKind(name: "customers", table: "customers", naturalKey: ["code"]),
    ImportKind(name: "contacts", table: "contacts", naturalKey: ["code"]),
    ImportKind(name: "visits", table: "visits", naturalKey: ["id"]),
    ImportKind(name: "orders", table: "orders", naturalKey: ["number"]),
    ImportKind(name: "order_lines", table: "order_lines", naturalKey: ["order_id", "line_number"]),
    ImportKind(name: "invoices", table: "ledger_entries", naturalKey: ["number"]),
    ImportKind(name: "payments", table: "ledger_entries", naturalKey: ["number"]),
    ImportKind(name: "ledger_entries", table: "ledger_entries", naturalKey: ["kind", "number"]),
  ]

  /// The tables that have no other name as a kind. Conflicts are the merge's own, and nobody imports them.
  private static let others = FieldSales.schema.tables
    .filter { table in table.name != FieldSales.schema.conflictTable && !named.contains { $0.table == table.name } }
    .map { table in
      let key = ["code", "number", "key"].first { table.column($0) != nil }
      return ImportKind(
        name: table.name, table: table.name, naturalKey: composedKeys[table.name] ?? [key ?? "id"])
    }

  /// Rows that are known by what they belong to.
  public static let composedKeys = [
    "prices": ["price_list_id", "product_id", "min_quantity"], "stock_levels": ["warehouse_id", "product_id"],
    "customer_stocks": ["customer_id", "product_id"],
  ]

  /// - Throws: `ImportFault` with the names that there are.
  public static func named(_ name: String) throws -> ImportKind {
    if let kind = all.first(where: { $0.name == name }) { return kind }
    throw ImportFault("There is no kind \"\(name)\". Kinds are \(all.map(\.name).joined(separator: ", ")).")
  }

  /// The kind whose keys a reference to this table is made of.
  static func holding(table: String) -> ImportKind? { all.first { $0.table == table } }
}
