import ChangeModel
import PlantedBugs

extension ChangeSetMerge {
  /// Makes a row that did not exist.
  mutating func create(_ key: RowKey, id: RowID, _ change: RowChange) throws(Rejection) {
    let table = schema.tables[key.table]
    let edits = try resolved(change, row: nil, submission.changeSet.context)
    var values = edits.map(\.written)
    var groups = Array(repeating: GroupState(changed: position, winner: write), count: table.groups.count)
    for column in values.indices {
      guard case .set = table.columns[column].policy, let text = values[column].text,
        let elements = SetText.parse(text)
      else { continue }
      values[column] = .text(SetText.write(elements))
      groups[table.groupOfColumn[column]].additions = elements.map { SetAddition(element: $0, write: write) }
    }
    try checkWorkflowStart(values, table, key: key, id: id)
    let parent = parentKey(values, in: key.table)
    let row = RowState(
      key: key, id: id, scope: try scope(of: values, key: key, id: id, from: nil), parent: parent, entered: position,
      changed: position, created: write, values: values, groups: groups)
    try checkUnique(row, columns: table.fullMask)
    if let parent, !PlantedBug.childOfDeletedParent.isOn { try reviveAncestors(parent) }
    working.put(row)
  }

  /// Merges the cells of an insert or update into a row that exists.
  mutating func writeCells(_ change: RowChange, row before: RowState, _ context: Context) throws(Rejection) {
    let table = schema.tables[change.table]
    let edits = try resolved(change, row: before, context)
    var row = before
    if before.isDeleted {
      isAsSent = false
      try meetDeletion(of: &row, by: change, edits, context)
    }
    let mask = change.mask
    let foreign = table.foreignMask(to: actor.role)
    for (index, group) in table.groups.enumerated() where group.mask & mask != 0 {
      // A column of somebody else that came along unchanged must not stand against a concurrent write of the office.
      if group.mask & foreign != 0 {
        isAsSent = false
        continue
      }
      let groupEdits = group.columns.compactMap { column in
        change.cells.firstIndex { $0.column == column }.map { edits[$0] }
      }
      let incoming = IncomingWrite(
        write: write, context: context, edits: groupEdits, fallbacks: group.columns.map { table.columns[$0].fallback })
      try checkWorkflow(group, incoming, row: before)
      let merged = GroupMerge.merge(
        incoming, policy: group.policy, state: row.groups[index], current: group.columns.map { row.values[$0] })
      for (column, value) in zip(group.columns, merged.values) {
        try checkSize(value, column: column, row: row)
        row.values[column] = value
      }
      row.groups[index] = merged.state
      // A merged text differs from what was sent although nothing competes with it.
      if merged.state.winner != write || !merged.state.siblings.isEmpty || group.policy == .text { isAsSent = false }
      if merged.state.changed == position { row.changed = position }
      if let conflict = merged.conflict, !PlantedBug.lostWriteUnrecorded.isOn || conflict.keptWrite == write {
        conflicts.append(RecordedConflict(key: row.key, columns: group.columns, conflict: conflict))
      }
    }
    if !PlantedBug.uniqueOnlyOnInsert.isOn { try checkUnique(row, columns: mask) }
    working.put(row)
    if before.isDeleted && !row.isDeleted && !PlantedBug.returnsWithoutFamily.isOn {
      try reviveFamily(of: row, deletedAt: before.deletion?.position ?? 0)
    }
    try move(row, from: before)
  }

  // MARK: References and rights

  /// The edits with references known by number and ID, after checking that the actor may write them.
  private func resolved(
    _ change: RowChange, row: RowState?, _ context: Context
  ) throws(Rejection) -> [Edit] {
    let foreign = schema.tables[change.table].foreignMask(to: actor.role)
    var edits = [Edit]()
    edits.reserveCapacity(change.cells.count)
    for cell in change.cells {
      var edit = cell.edit
      if case .set(.reference(let reference)) = edit, let target = schema.targets[change.table][cell.column] {
        edit = .set(.reference(try resolve(reference, in: target, context)))
      }
      if foreign & 1 << UInt64(cell.column) != 0 { try checkRight(edit, cell.column, change, row: row) }
      edits.append(edit)
    }
    return edits
  }

  private func resolve(
    _ reference: RowReference, in table: Int, _ context: Context
  ) throws(Rejection) -> RowReference {
    let name = reference.id.map(RowName.id) ?? .number(reference.row)
    guard let key = working.key(of: name, in: table), let target = working.row(key), try mayUse(target)
    else { throw missing(name, in: table) }
    if let deletion = target.deletion, context.contains(deletion, author: write.dot) { throw missing(name, in: table) }
    return RowReference(row: key.row, id: target.id)
  }

  /// A column of the office may come along unchanged, but only the office changes it.
  private func checkRight(_ edit: Edit, _ index: Int, _ change: RowChange, row: RowState?) throws(Rejection) {
    let table = schema.tables[change.table]
    let column = table.columns[index]
    if PlantedBug.officeColumnUnchecked.isOn { return }
    guard case .set(let value) = edit else { return }
    let present = row.map { $0.values[index] } ?? column.fallback
    if value.isSame(as: present) || (row == nil && value.isNull) { return }
    throw Rejection(
      .officeOwned, "\(table.name).\(column.name) is kept by the office; ask the office to change it",
      table: change.table, row: row?.id ?? rowID(change.row))
  }

  // MARK: Values

  /// A merge keeps the words of both sides, so a text or set can outgrow what either side sent.
  private func checkSize(_ value: Value, column: Int, row: RowState) throws(Rejection) {
    guard let bytes = value.text?.utf8.count, bytes > Self.textBytesMax else { return }
    let table = schema.tables[row.key.table]
    throw Rejection(
      .tooLarge,
      "\(table.name).\(table.columns[column].name) would grow to \(bytes) bytes; at most \(Self.textBytesMax) are kept, shorten it",
      table: row.key.table, row: row.id)
  }

  private static let textBytesMax = 1 << 20

  func checkUnique(_ row: RowState, columns: UInt64) throws(Rejection) {
    for value in working.uniqueValues(of: row) where columns & (1 << UInt64(value.column)) != 0 {
      guard let owner = working.owners[value], owner != row.key else { continue }
      let table = schema.tables[row.key.table]
      throw Rejection(
        .duplicate,
        "another row of \(table.name) has the same \(table.columns[value.column].name); choose another one",
        table: row.key.table, row: row.id)
    }
  }

  // MARK: Workflows

  private func checkWorkflowStart(
    _ values: [Value], _ table: TableSchema, key: RowKey, id: RowID
  ) throws(Rejection) {
    for column in table.workflowColumns {
      guard case .workflow(let workflow) = table.columns[column].policy, let state = values[column].text else {
        continue
      }
      let isKnown = workflow.precedence(of: state) >= 0
      if isKnown && (actor.role == .office || workflow.initial.contains(state)) { continue }
      throw Rejection(
        .workflow,
        "a new row of \(table.name) cannot have the \(table.columns[column].name) \(state); it begins as "
          + workflow.initial.joined(separator: " or "), table: key.table, row: id)
    }
  }

  /// A step that its maker took from the present state must be one that the workflow has. A step from an older state
  /// is concurrent, and the precedence of the states decides.
  private func checkWorkflow(_ group: ColumnGroup, _ incoming: IncomingWrite, row: RowState) throws(Rejection) {
    guard case .workflow(let workflow) = group.policy, let column = group.columns.first,
      let state = incoming.values.first?.text
    else { return }
    let table = schema.tables[row.key.table]
    let index = table.groupOfColumn[column]
    let old = row.values[column].text ?? ""
    if PlantedBug.workflowStepUnchecked.isOn { return }
    let isConcurrent = row.groups[index].heads.contains { !incoming.hasSeen($0) }
    let isAllowed = isConcurrent || actor.device == Actor.office || workflow.allows(old, to: state)
    if workflow.precedence(of: state) >= 0 && isAllowed { return }
    throw Rejection(
      .workflow, "\(table.name).\(table.columns[column].name) cannot go from \(old) to \(state)",
      table: row.key.table, row: row.id)
  }
}

extension Actor {
  /// The server's own device, for imports and commands of the office. Its steps need no workflow.
  public static let office: DeviceNumber = 1
}
