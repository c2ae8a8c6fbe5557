import ChangeModel
import FieldSales

/// What simulated users work on: the tables of field sales in which every kind of scope, policy and deletion occurs.
///
/// The real rules judge what they write. The other tables are left out: each device of each world makes and reads a
/// whole replica, and tables that nobody writes to cost as much there as the others.
enum SimulatedTrade {
  static let schema: Schema = {
    var schema = FieldSales.schema
    // The conflicts came last before the daily work did.
    schema.tables = Array(schema.tables.prefix((schema.index(of: schema.conflictTable) ?? 0) + 1))
    let names = Set(schema.tables.map(\.name))
    schema.tables = schema.tables.map { standingAlone($0, among: names) }
    return schema
  }()

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
