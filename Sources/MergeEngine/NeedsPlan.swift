import ChangeModel

/// Works out which rows a merge will look at, from what is loaded so far.
struct NeedsPlan {
  let schema: Schema
  let rules: any BusinessRules
  let working: WorkingSet

  func needs(of submissions: [Submission]) -> RowNeeds {
    var needs = RowNeeds()
    var made: [TableID: RowChange] = [:]
    for submission in submissions {
      for change in submission.changeSet.changes where schema.tables.indices.contains(change.table) {
        add(change, to: &needs)
        needs.formUnion(rules.needs(of: whole(change, &made), key: key(of: change), in: working))
      }
    }
    let territories = schema.index(of: schema.territoryTable)
    for (_, row) in working.rows {
      if let parent = row.parent { needs.keys.insert(parent) }
      // A conflict's row names its territory by ID.
      if let territories, row.scope.kind == .territory {
        needs.keys.insert(RowKey(table: territories, row: row.scope.row))
      }
      if row.isDeleted {
        // What went with a row returns with it, if its unique values are still free.
        needs.childrenOf.insert(row.key)
        needs.uniqueValues.formUnion(working.uniqueCells(of: row))
      }
    }
    for (_, owner) in working.owners { needs.keys.insert(owner) }
    return needs
  }

  private func add(_ change: RowChange, to needs: inout RowNeeds) {
    let table = schema.tables[change.table]
    switch change.row {
    case .number(let row): needs.keys.insert(RowKey(table: change.table, row: row))
    case .id(let id): needs.ids.insert(TableID(table: change.table, id: id))
    }
    for cell in change.cells where table.columns.indices.contains(cell.column) {
      guard case .set(let value) = cell.edit else { continue }
      let column = table.columns[cell.column]
      if column.unique, !value.isNull {
        needs.uniqueValues.insert(UniqueValue(table: change.table, column: cell.column, value: value))
      }
      if let reference = value.reference, let target = column.references.flatMap(schema.index(of:)) {
        add(reference, in: target, to: &needs)
      }
    }
    if let key = key(of: change), change.kind == .delete || moves(change, table) {
      needs.childrenOf.insert(key)
      for descendant in working.descendants(of: key) { needs.childrenOf.insert(descendant.key) }
    }
  }

  private func key(of change: RowChange) -> RowKey? { working.key(of: change.row, in: change.table) }

  /// A change of a row that an earlier one of the same batch makes, with what that one says: the row is not there yet
  /// to be asked.
  private func whole(_ change: RowChange, _ made: inout [TableID: RowChange]) -> RowChange {
    guard case .id(let id) = change.row else { return change }
    let place = TableID(table: change.table, id: id)
    var whole = change
    if change.kind == .update, let row = made[place] {
      whole.cells = row.cells.filter { change.mask & 1 << UInt64($0.column) == 0 } + change.cells
    }
    if change.kind == .insert || made[place] != nil { made[place] = whole }
    return whole
  }

  private func add(_ reference: RowReference, in table: Int, to needs: inout RowNeeds) {
    if let id = reference.id {
      needs.ids.insert(TableID(table: table, id: id))
    } else {
      needs.keys.insert(RowKey(table: table, row: reference.row))
    }
  }

  /// Whether a change may take the row, and all that hangs on it, to another scope.
  private func moves(_ change: RowChange, _ table: TableSchema) -> Bool {
    switch table.scope {
    case .org: false
    case .owner(let column), .parent(let column):
      change.cells.contains { $0.column == table.column(column) }
    }
  }
}
