import ChangeModel
import PlantedBugs

/// Holds a change set against the schema, before anything is looked up.
struct ChangeSetCheck {
  let schema: Schema

  /// Why the change set cannot be merged whatever the rows are; nil when it can.
  func fault(in changeSet: ChangeSet, head: Position) -> Rejection? {
    let base = changeSet.context.base
    if changeSet.dot.device < 1 || changeSet.dot.sequence < 1 || base < 0 || base > head {
      return Rejection(.malformed, "the change set claims to have seen position \(base), but the log ends at \(head)")
    }
    for change in changeSet.changes {
      if let fault = fault(in: change) { return fault }
    }
    return nil
  }

  private func fault(in change: RowChange) -> Rejection? {
    guard schema.tables.indices.contains(change.table) else {
      return Rejection(
        .malformed, "the change set writes to table \(change.table), which the org's schema does not have")
    }
    let table = schema.tables[change.table]
    let columns = change.cells.map(\.column)
    guard change.lag >= 0, zip(columns, columns.dropFirst()).allSatisfy(<),
      columns.allSatisfy(table.columns.indices.contains)
    else { return malformed(change, "its columns are not those of \(table.name)") }
    switch change.kind {
    case .insert:
      guard case .id = change.row, columns.count == table.columns.count || isOlder(columns, table) else {
        return malformed(change, "a new row of \(table.name) needs its ID and all columns")
      }
    case .update:
      if columns.isEmpty || table.closure(of: change.mask) != change.mask {
        return malformed(change, "columns of \(table.name) that belong together came apart")
      }
    case .delete:
      if !columns.isEmpty { return malformed(change, "a delete has no columns") }
    }
    for cell in change.cells {
      if let fault = fault(in: cell.edit, of: table.columns[cell.column], change: change) { return fault }
    }
    return nil
  }

  /// Whether the columns of a new row are all that the table had before some were appended.
  private func isOlder(_ columns: [Int], _ table: TableSchema) -> Bool {
    if columns.isEmpty || columns.last != columns.count - 1 || PlantedBug.olderInsertRefused.isOn { return false }
    return table.columns.dropFirst(columns.count).allSatisfy { !$0.notNull || !$0.fallback.isNull }
  }

  private func fault(in edit: Edit, of column: ColumnSchema, change: RowChange) -> Rejection? {
    let fits =
      switch edit {
      case .set(let value): fits(value, column) && (change.kind == .insert || !column.policy.needsBase)
      case .add: column.policy == .counter
      case .elements: column.policy == .set
      case .text: column.policy == .text
      }
    if !fits {
      return malformed(change, "\(schema.tables[change.table].name).\(column.name) cannot hold the value that was sent")
    }
    if column.notNull, isNull(edit) {
      return Rejection(
        .missingValue, "\(schema.tables[change.table].name).\(column.name) needs a value", table: change.table,
        row: id(of: change))
    }
    return nil
  }

  private func fits(_ value: Value, _ column: ColumnSchema) -> Bool {
    switch (value, column.kind) {
    case (.null, _), (.integer, .integer), (.blob, .blob): true
    // SQLite would keep NULL instead, and no two replicas would agree.
    case (.real(let number), .real): !number.isNaN
    case (.text(let text), .text): column.policy != .set || SetText.parse(text) != nil
    case (.reference(let reference), .reference): reference.row > 0 || reference.id != nil
    default: false
    }
  }

  private func isNull(_ edit: Edit) -> Bool {
    switch edit {
    case .set(let value): value.isNull
    case .text(_, let new): new == nil
    case .add, .elements: false
    }
  }

  private func malformed(_ change: RowChange, _ what: String) -> Rejection {
    Rejection(.malformed, what, table: change.table, row: id(of: change))
  }

  private func id(of change: RowChange) -> RowID? {
    if case .id(let id) = change.row { return id }
    return nil
  }
}
