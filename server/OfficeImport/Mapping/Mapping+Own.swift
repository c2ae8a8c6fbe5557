import ChangeModel
import FieldSales

extension Mapping {
  /// The mapping of a file whose header has the names of our own columns, as `export` writes it.
  ///
  /// Money is in minor units, times are milliseconds since 1970 UTC or ISO 8601. A row is found by its `id`, or, in a
  /// file without, by the natural key of its kind; a reference is an ID or such a key.
  static func own(_ kind: ImportKind, header: [String], schema: Schema) throws -> Mapping {
    guard let table = schema[kind.table] else { throw ImportFault("There is no table \(kind.table).") }
    let hasID = header.contains("id")
    let names = table.columns.map(\.name)
    for name in header where name != "id" && !names.contains(name) {
      throw ImportFault(
        "\(kind.name) have no column \"\(name)\". Columns are \(names.joined(separator: ", ")) and id."
          + " Use `--map` for a file with other names.")
    }
    let key = hasID ? ["id"] : kind.naturalKey
    for name in key where !header.contains(name) {
      throw ImportFault(
        "The file has neither a column id nor \(key.joined(separator: " and ")), by which \(kind.name) are known."
          + " Add one, or use `--map`.")
    }
    var mapping = Mapping(name: "our own columns", kind: kind)
    mapping.key = key
    mapping.columns = table.columns.filter { header.contains($0.name) }.map { column in
      .init(name: column.name, expression: .init(terms: [.name(column.name)], steps: steps(for: column)), line: 0)
    }
    return mapping
  }

  private static func steps(for column: ColumnSchema) -> [Step] {
    switch column.kind {
    case .text, .blob, .real: []
    case .integer: [column.name.hasSuffix("_at") ? .ownTime : .integer]
    case .reference: column.references.flatMap(ImportKind.holding).map { [.ownReference($0)] } ?? []
    }
  }
}
