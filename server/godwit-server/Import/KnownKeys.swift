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
    if let parts = ImportKind.composedKeys[kind.table] {
      keys[kind.table] = try await composed(of: parts, table, keys)
    }
    return keys
  }

  /// Keys of rows that are known by what they belong to: with its ID, or with what people call it.
  private func composed(
    of parts: [String], _ table: TableSchema, _ keys: [String: [String: RowID]]
  ) async throws -> [String: RowID] {
    var names = [String: [RowID: [String]]]()
    for part in parts {
      guard let target = table.columns.first(where: { $0.name == part })?.references else { continue }
      names[part] = Dictionary(grouping: keys[target] ?? [:], by: \.value).mapValues { $0.map(\.key).sorted() }
    }
    var known = [String: RowID]()
    try await link.forEachRow(of: table.name) { row in
      let spellings = parts.map { part -> [String] in
        guard let id = row.values[part]?.reference?.id else {
          return [row.values[part]?.integer.map { String($0) } ?? ""]
        }
        return [id.description] + (names[part]?[id] ?? [])
      }
      for key in Self.combined(spellings) { known[key] = row.id }
    }
    return known
  }

  /// One of each, in order, divided as the parts of a key are.
  private static func combined(_ spellings: [[String]]) -> [String] {
    spellings.dropFirst().reduce(spellings.first ?? []) { keys, next in
      keys.flatMap { key in next.map { key + "\u{1F}" + $0 } }
    }
  }

  /// What people call a row of the table.
  private static func naturalKey(of table: String) -> String? {
    guard table != "territories", let columns = FieldSales.schema[table] else { return nil }
    return ["sku", "code", "number", "key"].first { columns.column($0) != nil }
  }
}
