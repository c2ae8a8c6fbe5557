import ChangeModel
import MergeEngine

/// Where a plan finds personal cells in rows and change sets, and what stands there afterwards.
struct PersonalCells {
  let schema: Schema
  let plan: ErasurePlan
  /// By table, as a mask.
  private let masks: [Int: UInt64]
  private let commonMasks: [Int: UInt64]

  init(_ plan: ErasurePlan, schema: Schema) {
    self.plan = plan
    self.schema = schema
    var masks = [Int: UInt64]()
    var commonMasks = [Int: UInt64]()
    for (name, columns) in plan.personal {
      guard let table = schema.index(of: name) else { continue }
      let places = columns.compactMap { column in schema.tables[table].column(column).map { (column, $0) } }
      masks[table] = places.reduce(0) { $0 | 1 << UInt64($1.1) }
      commonMasks[table] = places.filter { plan.common.contains($0.0) }.reduce(0) { $0 | 1 << UInt64($1.1) }
    }
    self.masks = masks
    self.commonMasks = commonMasks
  }

  var tables: [Int] { masks.keys.sorted() }

  func marker(in table: Int) -> Int? { schema.tables[table].column(plan.marker) }

  func isPersonal(_ column: Int, in table: Int) -> Bool { (masks[table] ?? 0) & 1 << UInt64(column) != 0 }

  /// What an emptied cell holds.
  func emptied(_ column: Int, in table: Int) -> Value {
    let schema = schema.tables[table].columns[column]
    guard schema.notNull else { return .null }
    if case .text(let text) = schema.fallback { return .text(text) }
    return schema.kind == .text ? .text(plan.placeholder) : schema.fallback
  }

  /// The columns of a row that hold something personal, now or as a write that did not stand.
  func filled(in row: RowState) -> [Int] {
    let table = schema.tables[row.key.table]
    return row.values.indices.filter { column in
      guard isPersonal(column, in: row.key.table), table.columns.indices.contains(column) else { return false }
      let group = row.groups[table.groupOfColumn[column]]
      return row.values[column] != emptied(column, in: row.key.table) || !group.siblings.isEmpty
        || !group.additions.isEmpty
    }
  }

  /// The texts of a row by which a person could be found.
  func texts(in row: RowState) -> [String] {
    let table = schema.tables[row.key.table]
    return row.values.indices.flatMap { column -> [String] in
      guard isTelling(column, in: row.key.table), table.columns.indices.contains(column) else { return [] }
      let siblings = row.groups[table.groupOfColumn[column]].siblings
      let place = table.groups[table.groupOfColumn[column]].columns.firstIndex(of: column) ?? 0
      let others = siblings.compactMap { $0.values.indices.contains(place) ? $0.values[place].text : nil }
      return others + [row.values[column].text].compactMap { $0 }
    }
  }

  /// The texts of a change by which a person could be found.
  func texts(in change: RowChange) -> [String] {
    change.cells.filter { isTelling($0.column, in: change.table) }.flatMap { cell in
      switch cell.edit {
      case .set(let value): [value.text].compactMap { $0 }
      case .text(let base, let new): [base, new].compactMap { $0 }
      case .elements(let added, let removed): added + removed
      case .add: [String]()
      }
    }
  }

  private func isTelling(_ column: Int, in table: Int) -> Bool {
    isPersonal(column, in: table) && (commonMasks[table] ?? 0) & 1 << UInt64(column) == 0
  }

  /// The change without what is personal in it; nil when there is nothing.
  func emptied(_ change: RowChange) -> RowChange? {
    var emptied = change
    var isChanged = false
    for index in change.cells.indices where isPersonal(change.cells[index].column, in: change.table) {
      let edit = Edit.set(self.emptied(change.cells[index].column, in: change.table))
      guard change.cells[index].edit != edit else { continue }
      emptied.cells[index].edit = edit
      isChanged = true
    }
    return isChanged ? emptied : nil
  }
}
