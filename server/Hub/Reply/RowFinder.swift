import ChangeModel
import MergeEngine

/// Loaded rows, found by number or by ID.
struct RowFinder {
  private var byKey: [RowKey: RowState] = [:]
  private var byID: [TableID: RowState] = [:]

  init(_ loaded: LoadedRows) {
    for row in loaded.rows {
      byKey[row.key] = row
      byID[TableID(table: row.key.table, id: row.id)] = row
    }
  }

  func row(_ table: Int, _ name: RowName) -> RowState? {
    switch name {
    case .number(let row): byKey[RowKey(table: table, row: row)]
    case .id(let id): byID[TableID(table: table, id: id)]
    }
  }

  func row(_ key: RowKey) -> RowState? { byKey[key] }
}
