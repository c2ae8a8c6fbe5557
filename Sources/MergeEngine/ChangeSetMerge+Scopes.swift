import ChangeModel
import PlantedBugs

extension ChangeSetMerge {
  /// The row on which a row with these values hangs.
  func parentKey(_ values: [Value], in table: Int) -> RowKey? {
    guard let column = schema.tables[table].parentColumn, let target = schema.targets[table][column],
      let reference = values[column].reference, reference.row > 0
    else { return nil }
    return RowKey(table: target, row: reference.row)
  }

  /// The scope of a row with these values; the actor must have a right to it.
  /// - Parameter before: the scope in which the row is, to which the right was judged when the row was found.
  func scope(of values: [Value], key: RowKey, id: RowID, from before: Scope?) throws(Rejection) -> Scope {
    let table = schema.tables[key.table]
    let scope: Scope
    var parentRow: RowState?
    switch table.scope {
    case .org: scope = .org
    case .owner(let name): scope = ownerScope(values, table, column: name)
    case .parent:
      guard let parent = parentKey(values, in: key.table), let row = working.row(parent) else {
        throw Rejection(
          .missingValue, "a row of \(table.name) needs the row to which it belongs", table: key.table, row: id)
      }
      scope = row.scope
      parentRow = row
    }
    if scope == before { return scope }
    if let parentRow, try mayUse(parentRow) { return scope }
    if try mayUse(scope, table: key.table, id: id) || PlantedBug.pushUnauthorised.isOn { return scope }
    throw Rejection(
      .outsideScope, "the row of \(table.name) would be in a territory that is not yours", table: key.table, row: id)
  }

  private func ownerScope(_ values: [Value], _ table: TableSchema, column name: String) -> Scope {
    guard let column = table.column(name), let owner = values[column].reference, owner.row > 0 else { return .org }
    return table.columns[column].references == schema.repTable ? .rep(owner.row) : .territory(owner.row)
  }

  /// Follows a change of owner or parent: the row, and all that hangs on it, goes to the new scope.
  mutating func move(_ row: RowState, from before: RowState) throws(Rejection) {
    if row.key.table == schema.conflictIndex { return }
    let parent = parentKey(row.values, in: row.key.table)
    let scope = try scope(of: row.values, key: row.key, id: row.id, from: before.scope)
    if scope == before.scope && parent == before.parent { return }
    if let parent { try reviveAncestors(parent) }
    var moved = row
    moved.parent = parent
    working.put(moved)
    if scope == before.scope { return }
    let family = PlantedBug.moveLeavesChildren.isOn ? [] : working.descendants(of: row.key)
    for member in [moved] + family { transfer(member, to: scope) }
  }

  /// Old readers are told to drop the row, new readers get it in full.
  private mutating func transfer(_ row: RowState, to scope: Scope) {
    var row = row
    if !PlantedBug.departureNotTold.isOn {
      working.depart(Departure(scope: row.scope, position: position, key: row.key))
    }
    row.scope = scope
    if !PlantedBug.enteredRowNotSent.isOn || row.changed == position {
      row.entered = position
      row.changed = position
    }
    if row.key.table == schema.conflictIndex, let column = schema.conflictTerritoryColumn {
      setAsServer(column, to: territoryValue(of: scope), in: &row)
    }
    working.put(row)
  }

  /// The reference that stands for a scope in a conflict row.
  func territoryValue(of scope: Scope) -> Value {
    guard scope.kind == .territory, let table = schema.index(of: schema.territoryTable),
      let territory = working.row(RowKey(table: table, row: scope.row))
    else { return .null }
    return .reference(RowReference(row: scope.row, id: territory.id))
  }
}

extension Schema {
  var conflictTerritoryColumn: Int? { self[conflictTable]?.column(ConflictColumns.territory) }
}
