import ChangeModel
import FieldSales

/// What simulated users work on: the tables of field sales in which every kind of scope, policy and deletion occurs.
///
/// The real rules judge what they write. The other tables are left out: each device of each world makes and reads a
/// whole replica, and tables that nobody writes to cost as much there as the others.
enum SimulatedTrade {
  static let schema = made(of: ordinary + ["leases"])

  /// Without the leases, and what grows behind them, which only some worlds have.
  static let plainSchema = made(of: ordinary)

  /// The rules of field sales, for tables that stand elsewhere than in the whole schema.
  static let rules = SimulatedRules()

  /// The conflicts came last before the daily work did.
  private static var ordinary: [String] {
    let schema = FieldSales.schema
    return schema.tables.prefix((schema.index(of: schema.conflictTable) ?? 0) + 1).map(\.name)
  }

  private static func made(of names: [String]) -> Schema {
    var schema = FieldSales.schema
    schema.tables = names.compactMap { schema[$0] }
    let names = Set(schema.tables.map(\.name))
    schema.tables = schema.tables.map { standingAlone($0, among: names) }
    return schema
  }

  /// The schema of each version, from the oldest on.
  static let versions: [Schema] = [schema, grown(schema, to: 2), grown(grown(schema, to: 2), to: 3)]

  /// The newest version, which has all that any other has: what observers read by.
  static let newest = versions[versions.count - 1]

  private static func grown(_ old: Schema, to version: Int) -> Schema {
    var schema = old
    schema.version = version
    for (table, columns) in additions(version) {
      if let index = schema.index(of: table) { schema.tables[index].columns += columns }
    }
    if version == 3 { schema.tables += made(of: ["settings"]).tables }
    return schema
  }

  private static func additions(_ version: Int) -> [(String, [ColumnSchema])] {
    let bay = ColumnSchema("bay", .text, meaning: "Where goods are taken in.")
    let points = ColumnSchema(
      "points", .integer, .counter, notNull: true, fallback: .integer(5), meaning: "Points collected.")
    let marks = ColumnSchema("marks", .text, .set, notNull: true, fallback: .text("[]"), meaning: "Marks.")
    let remarks = ColumnSchema("remarks", .text, .text, meaning: "Remarks.")
    let rank = ColumnSchema("rank", .text, notNull: true, fallback: .text("plain"), meaning: "Rank.")
    return version == 2
      ? [("customers", [bay, points]), ("contacts", [rank])] : [("customers", [marks, remarks]), ("visits", [bay])]
  }

  /// The table without references to others that are not there. Its columns keep their places: rules count on them.
  private static func standingAlone(_ table: TableSchema, among names: Set<String>) -> TableSchema {
    let columns = table.columns.map { column in
      guard let target = column.references, !names.contains(target) else { return column }
      return ColumnSchema(column.name, .text, column.policy, group: column.group, meaning: column.meaning)
    }
    return TableSchema(
      table.name, meaning: table.meaning, scope: table.scope, deletion: table.deletion,
      officeOwned: table.officeOwned, joinsParent: table.joinsParent, columns: columns)
  }
}
