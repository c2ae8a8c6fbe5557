import ChangeModel
import MergeEngine

extension RowChange {
  /// A new row; columns that are not named hold their fallback.
  static func insert(_ id: RowID, values: [String: Value], table: Int, schema: TableSchema) -> RowChange {
    let cells = schema.columns.enumerated().map { index, column in
      CellChange(column: index, edit: .set(values[column.name] ?? column.fallback))
    }
    return RowChange(table: table, row: .id(id), kind: .insert, cells: cells)
  }

  /// What brings a row to these values; nil when it has them. Columns that merge together come together.
  static func update(_ row: RowState, to values: [String: Value], schema: TableSchema) -> RowChange? {
    var mask: UInt64 = 0
    for (index, column) in schema.columns.enumerated() {
      guard let value = values[column.name], !isSame(row.values[index], value, column.policy) else { continue }
      mask |= 1 << UInt64(index)
    }
    guard mask != 0 else { return nil }
    let closure = schema.closure(of: mask)
    let cells = schema.columns.indices.filter { closure & (1 << UInt64($0)) != 0 }.map { index in
      let column = schema.columns[index]
      let edit = edit(from: row.values[index], to: values[column.name] ?? row.values[index], column.policy)
      return CellChange(column: index, edit: edit)
    }
    return RowChange(table: row.key.table, row: .number(row.key.row), kind: .update, cells: cells)
  }

  private static func isSame(_ old: Value, _ new: Value, _ policy: Policy) -> Bool {
    if policy == .set, let left = SetText.parse(old.text), let right = SetText.parse(new.text) { return left == right }
    return old.isSame(as: new)
  }

  private static func edit(from old: Value, to new: Value, _ policy: Policy) -> Edit {
    switch policy {
    case .counter:
      guard let after = new.integer else { return .set(new) }
      let (difference, overflow) = after.subtractingReportingOverflow(old.integer ?? 0)
      return overflow ? .set(new) : .add(difference)
    case .set:
      guard let before = SetText.parse(old.text), let after = SetText.parse(new.text) else { return .set(new) }
      return .elements(
        added: after.filter { !before.contains($0) }, removed: before.filter { !after.contains($0) })
    case .text:
      return new.isNull || new.text != nil ? .text(base: old.text, new: new.text) : .set(new)
    default:
      return .set(new)
    }
  }
}
