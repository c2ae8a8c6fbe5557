import ChangeModel
import FieldSales
import Hub
import HubServer
import OfficeImport

/// Finds the rows that a file may name by what people call them.
struct KnownKeys {
  let link: any OfficeLink

  /// For each table the IDs of its rows, by key.
  ///
  /// A mapping has keys of its own; only the names of territories are shared with it. A file with our own columns names rows
  /// by our own keys.
  func keys(
    for kind: ImportKind, mapping: Mapping?, territories: [TerritoryEntry]
  ) async throws -> [String: [String: RowID]] {
    let schema = FieldSales.schema
    var keys = ["territories": [String: RowID]()]
    for territory in territories { keys["territories"]?[territory.name] = RowID(territory.id) }
    guard mapping == nil, let table = schema[kind.table] else { return keys }
    for name in Set(table.columns.compactMap(\.references) + [kind.table]).sorted() {
      guard let column = Self.naturalKey(of: name) else { continue }
      var known = keys[name] ?? [:]
      try await link.forEachRow(of: name) { row in
        if let key = row.values[column]?.text { known[key] = row.id }
      }
      keys[name] = known
    }
    return keys
  }

  /// What people call a row of the table.
  private static func naturalKey(of table: String) -> String? {
    guard table != "territories", let columns = FieldSales.schema[table] else { return nil }
    return ["sku", "code", "number", "key"].first { columns.column($0) != nil }
  }
}
