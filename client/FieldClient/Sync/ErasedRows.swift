import ChangeModel
import FieldSales
import GRDB

/// Which rows of a replica belong to people who were erased.
struct ErasedRows {
  let db: Database

  /// Whether a change set may hold something of somebody who was erased: it writes personal columns of a row of theirs, or of
  /// one that is gone, of which nobody can say any more whose it was.
  func areNamed(in changeSet: ChangeSet) throws -> Bool {
    try changeSet.changes.contains { change in
      guard FieldSales.schema.tables.indices.contains(change.table) else { return false }
      let table = FieldSales.schema.tables[change.table]
      guard let personal = PersonalData.columns.first(where: { $0.table == table.name })?.columns,
        change.cells.contains(where: { personal.contains(table.columns[$0.column].name) })
      else { return false }
      let (column, value): (String, DatabaseValue) =
        switch change.row {
        case .number(let row): ("godwit_row", row.databaseValue)
        case .id(let id): ("id", Value(id).databaseValue)
        }
      guard let row = try db.record("SELECT * FROM \(table.name) WHERE \(column) = ?", [value]) else { return true }
      return try isErased(row, of: table)
    }
  }

  /// The row itself, or one on which it hangs, or that it names.
  private func isErased(_ row: Record, of table: TableSchema) throws -> Bool {
    if row.integer(PersonalData.marker) != nil { return true }
    for column in table.columns {
      guard let target = column.references.flatMap({ FieldSales.schema[$0] }), Self.isFollowed(column, of: table),
        let id = row.rowID(column.name),
        let next = try db.record("SELECT * FROM \(target.name) WHERE id = ?", [Value(id).databaseValue])
      else { continue }
      if try isErased(next, of: target) { return true }
    }
    return false
  }

  /// Tasks belong to a territory, and name the person.
  private static func isFollowed(_ column: ColumnSchema, of table: TableSchema) -> Bool {
    if case .parent(let name) = table.scope { return column.name == name }
    return table.name == "tasks" && ["customer_id", "contact_id"].contains(column.name)
  }
}
