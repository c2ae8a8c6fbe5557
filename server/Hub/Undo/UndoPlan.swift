import ChangeModel
import HubStore
import MergeEngine

/// What brings rows to where they would be without some change sets: the other writes, merged once more.
///
/// Pure: it sees the rows with their pasts, and decides.
struct UndoPlan {
  private let schema: Schema
  /// What is to be undone, and what was before, of whatever device.
  private let work: UndoneWork
  /// Parents before children; deletes last, children before parents.
  private(set) var items: [LandingItem] = []
  private(set) var left: [UndoLeft] = []
  private var deletes: [LandingItem] = []
  /// Rows of the undone change sets that stay because others built on them, and what they hang on.
  private var kept: Set<RowKey> = []

  /// - Parameter children: the rows that hang on a row, living or deleted.
  init(
    _ pasts: [RowPast], _ work: UndoneWork, schema: Schema, children: [RowKey: [RowState]]
  ) {
    self.schema = schema
    self.work = work
    // An order that cannot go keeps its lines.
    let staying = pasts.filter { isUndone($0.row.created.dot) && schema.tables[$0.row.key.table].deletion == .never }
    kept = Set(staying.map(\.row.key))
    let ordered = pasts.sorted { ($0.row.created.position, $0.row.key) < ($1.row.created.position, $1.row.key) }
    // Children were made after their parents, so that what keeps a child is known before its parent's turn.
    for past in ordered.reversed() where isUndone(past.row.created.dot) {
      removeRow(past, children: children[past.row.key] ?? [])
    }
    for past in ordered where !isUndone(past.row.created.dot) { putRight(past) }
    items += deletes
  }

  private func isUndone(_ dot: Dot) -> Bool { work.contains(dot) }

  /// A row that would not be there.
  private mutating func removeRow(_ past: RowPast, children: [RowState]) {
    let row = past.row
    if row.isDeleted { return }
    let table = schema.tables[row.key.table]
    if table.deletion == .never { return leave(row, "rows of \(table.name) are never deleted, and stay whole") }
    if let parent = row.parent, schema.tables[parent.table].deletion == .never, kept.contains(parent) {
      kept.insert(row.key)
      return
    }
    let isBuiltOn = past.scenes.contains { !isUndone($0.dot) }
    let carries = children.contains { child in
      !child.isDeleted && child.key.table != schema.conflictIndex
        && (!isUndone(child.created.dot) || kept.contains(child.key))
    }
    guard !isBuiltOn, !carries else {
      kept.insert(row.key)
      return leave(row, isBuiltOn ? "others have changed the row since" : "rows of others hang on it")
    }
    deletes.append(
      LandingItem(change: RowChange(table: row.key.table, row: .number(row.key.row), kind: .delete), id: row.id))
  }

  /// A row that would be there, with other values.
  private mutating func putRight(_ past: RowPast) {
    let row = past.row
    let isToReturn = row.deletion.map { isUndone($0.dot) } ?? false
    if row.isDeleted && !isToReturn { return }
    let table = schema.tables[row.key.table]
    var values = [String: Value]()
    for (index, group) in table.groups.enumerated() {
      guard let target = target(of: group, at: index, past) else { continue }
      for (column, value) in zip(group.columns, target) where !row.values[column].isSame(as: value) {
        values[table.columns[column].name] = value
      }
    }
    if isToReturn {
      items.append(LandingItem(change: restoring(row, to: values, table), id: row.id))
    } else if let change = RowChange.update(row, to: values, schema: table) {
      items.append(LandingItem(change: change, id: row.id))
    }
  }

  /// What a group would hold; nil when the change sets did nothing to it, or nothing can be done about it.
  private mutating func target(of group: ColumnGroup, at index: Int, _ past: RowPast) -> [Value]? {
    var writes = past.scenes.compactMap { scene in scene.write(to: group).map { (scene.dot, $0) } }
    guard writes.contains(where: { isUndone($0.0) }) else { return nil }
    // A rule's word stands on top of what people wrote, and is not in the history.
    if past.row.groups[index].winner.dot.device == 0 {
      leave(past.row, "the server's rules have written \(group.name) since")
      return nil
    }
    let table = schema.tables[past.row.key.table]
    let fallbacks = group.columns.map { table.columns[$0].fallback }
    // A row from before the columns were appended was made with their fallbacks.
    if let maker = past.scenes.first, maker.change.kind == .insert, maker.write(to: group) == nil {
      let made = PastWrite(write: maker.write, context: maker.context, edits: fallbacks.map(Edit.set))
      writes.insert((maker.dot, made), at: 0)
    }
    let others = writes.filter { !isUndone($0.0) }.map(\.1)
    if let values = GroupReplay.values(of: group, in: table, after: others) { return values }
    // The server made the row, as it makes conflicts, and left to people what is NULL at first.
    return past.row.created.dot.device == 0 && fallbacks.allSatisfy(\.isNull) ? fallbacks : nil
  }

  /// An insert of the same ID brings a deleted row back, and all that went with it. What adds up adds only what is missing.
  private func restoring(_ row: RowState, to values: [String: Value], _ table: TableSchema) -> RowChange {
    let cells = table.columns.enumerated().map { index, column in
      let value = values[column.name] ?? row.values[index]
      guard column.policy == .counter else { return CellChange(column: index, edit: .set(value)) }
      let missing = (value.integer ?? 0).subtractingReportingOverflow(row.values[index].integer ?? 0)
      let sum = (column.fallback.integer ?? 0).addingReportingOverflow(missing.overflow ? 0 : missing.partialValue)
      return CellChange(column: index, edit: .set(sum.overflow ? column.fallback : .integer(sum.partialValue)))
    }
    return RowChange(table: row.key.table, row: .id(row.id), kind: .insert, cells: cells)
  }

  private mutating func leave(_ row: RowState, _ reason: String) {
    left.append(UndoLeft(table: schema.tables[row.key.table].name, id: row.id.description, reason: reason))
  }
}
