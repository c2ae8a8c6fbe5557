import ChangeModel

/// Works out which rows a merge will look at, from what is loaded so far.
struct NeedsPlan {
  let schema: Schema
  let rules: any BusinessRules
  let working: WorkingSet

  /// What the change sets name themselves.
  func first(of submissions: [Submission]) -> RowNeeds {
    var needs = RowNeeds()
    eachChange(of: submissions) { add($0, to: &needs) }
    addRuleNeeds(of: submissions, to: &needs)
    return needs
  }

  /// What follows from rows that were loaded.
  func further(of submissions: [Submission], loaded: LoadedRows) -> RowNeeds {
    var needs = RowNeeds()
    for row in loaded.rows { add(row, to: &needs) }
    for (_, owner) in loaded.owners { needs.keys.insert(owner) }
    eachChange(of: submissions) { change in
      guard change.kind == .delete || moves(change), let key = key(of: change) else { return }
      needs.childrenOf.insert(key)
      for descendant in working.descendants(of: key) { needs.childrenOf.insert(descendant.key) }
    }
    addRuleNeeds(of: submissions, to: &needs)
    return needs
  }

  private func eachChange(of submissions: [Submission], _ body: (RowChange) -> Void) {
    for submission in submissions {
      for change in submission.changeSet.changes where schema.tables.indices.contains(change.table) { body(change) }
    }
  }

  // MARK: What a change names

  private func add(_ change: RowChange, to needs: inout RowNeeds) {
    switch change.row {
    case .number(let row): needs.keys.insert(RowKey(table: change.table, row: row))
    case .id(let id): needs.ids.insert(TableID(table: change.table, id: id))
    }
    let columns = schema.tables[change.table].columns.indices
    for cell in change.cells where columns.contains(cell.column) {
      guard case .set(let value) = cell.edit, !value.isNull else { continue }
      if schema.tables[change.table].columns[cell.column].unique {
        needs.uniqueValues.insert(UniqueValue(table: change.table, column: cell.column, value: value))
      }
      if let reference = value.reference, let target = schema.targets[change.table][cell.column] {
        add(reference, in: target, to: &needs)
      }
    }
  }

  private func add(_ reference: RowReference, in table: Int, to needs: inout RowNeeds) {
    if let id = reference.id {
      needs.ids.insert(TableID(table: table, id: id))
    } else {
      needs.keys.insert(RowKey(table: table, row: reference.row))
    }
  }

  // MARK: What a row leads to

  private func add(_ row: RowState, to needs: inout RowNeeds) {
    if let parent = row.parent { needs.keys.insert(parent) }
    // A conflict's row names its territory by ID.
    if row.scope.kind == .territory, let territories = schema.index(of: schema.territoryTable) {
      needs.keys.insert(RowKey(table: territories, row: row.scope.row))
    }
    if row.isDeleted {
      // What went with a row returns with it, if its unique values are still free.
      needs.childrenOf.insert(row.key)
      needs.uniqueValues.formUnion(working.uniqueCells(of: row))
    }
  }

  private func key(of change: RowChange) -> RowKey? { working.key(of: change.row, in: change.table) }

  /// Whether a change may take the row, and all that hangs on it, to another scope.
  private func moves(_ change: RowChange) -> Bool {
    let table = schema.tables[change.table]
    switch table.scope {
    case .org: return false
    case .owner(let column), .parent(let column):
      let index = table.column(column)
      return change.cells.contains { $0.column == index }
    }
  }

  // MARK: What the rules ask for

  private func addRuleNeeds(of submissions: [Submission], to needs: inout RowNeeds) {
    let view: any RuleView = working
    var whole = WholeChanges(submissions)
    eachChange(of: submissions) { change in
      needs.formUnion(rules.needs(of: whole.whole(change), key: key(of: change), in: view))
    }
  }
}

/// Changes of rows that an earlier change of the same batch makes, with what that one says: the row is not there yet to
/// be asked.
private struct WholeChanges {
  private let updated: Set<TableID>
  private var made: [TableID: RowChange] = [:]

  init(_ submissions: [Submission]) {
    var updated: Set<TableID> = []
    for change in submissions.lazy.flatMap(\.changeSet.changes) where change.kind == .update {
      if case .id(let id) = change.row { updated.insert(TableID(table: change.table, id: id)) }
    }
    self.updated = updated
  }

  mutating func whole(_ change: RowChange) -> RowChange {
    guard !updated.isEmpty, case .id(let id) = change.row else { return change }
    let place = TableID(table: change.table, id: id)
    guard updated.contains(place) else { return change }
    var whole = change
    if change.kind == .update, let row = made[place] {
      whole.cells = row.cells.filter { change.mask & 1 << UInt64($0.column) == 0 } + change.cells
    }
    if change.kind == .insert || made[place] != nil { made[place] = whole }
    return whole
  }
}
