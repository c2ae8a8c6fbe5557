/// The step from one schema to a newer one: what it adds, and what forbids it.
///
/// Both sides ask it: the server before it takes a newer schema into its store, a replica before it follows. What it lets
/// pass needs no row to be written or sent again, and no device to be upgraded first.
public struct SchemaStep: Hashable, Sendable {
  /// What is new, in words, in the schema's order.
  public private(set) var additions: [String] = []
  /// Why the newer schema cannot follow the older one, in words; empty when it can.
  public private(set) var faults: [String] = []

  public init(from old: Schema, to new: Schema) {
    guard old != new else { return }
    if [old.territoryTable, old.repTable, old.conflictTable] != [new.territoryTable, new.repTable, new.conflictTable] {
      faults.append("the tables of territories, reps and conflicts stay the same")
    }
    for (index, table) in old.tables.enumerated() {
      guard new.tables.indices.contains(index), new.tables[index].name == table.name else {
        faults.append("\(table.name) was removed, renamed or moved: tables are only appended")
        continue
      }
      compare(table, new.tables[index])
    }
    for table in new.tables.dropFirst(old.tables.count) { additions.append("table \(table.name)") }
  }

  private mutating func compare(_ before: TableSchema, _ after: TableSchema) {
    if before.scope != after.scope { faults.append("\(before.name): the rule that finds a row's scope changed") }
    if before.deletion != after.deletion { faults.append("\(before.name): the rule for deleting changed") }
    for (index, column) in before.columns.enumerated() {
      guard after.columns.indices.contains(index), after.columns[index].name == column.name else {
        faults.append("\(before.name).\(column.name) was removed, renamed or moved: columns are only appended")
        continue
      }
      compare(column, after.columns[index], in: before.name)
    }
    let groups = Set(before.columns.map { $0.group ?? $0.name })
    for column in after.columns.dropFirst(before.columns.count) { add(column, to: before.name, groups: groups) }
  }

  /// A column of a table that has rows: what they hold of it must follow without being written.
  private mutating func add(_ column: ColumnSchema, to table: String, groups: Set<String>) {
    let name = "\(table).\(column.name)"
    // An older device sends a group without the column, and the group would come apart.
    if let group = column.group, groups.contains(group) { faults.append("\(name) joins the older group \(group)") }
    switch column.fallback {
    case .blob, .reference: faults.append("\(name) is new and its fallback is no number or text")
    case .null where column.notNull: faults.append("\(name) is new and needs a fallback, since rows are there already")
    case .null, .integer, .real, .text: break
    }
    if column.unique && !column.fallback.isNull {
      faults.append("\(name) is new and unique, and all rows would hold its fallback")
    }
    if column.policy == .set, !column.fallback.isNull, column.fallback != .text("[]") {
      faults.append("\(name) is new, and nobody added the elements of its fallback")
    }
    additions.append("column \(name)")
  }

  private mutating func compare(_ before: ColumnSchema, _ after: ColumnSchema, in table: String) {
    let name = "\(table).\(before.name)"
    if before.kind != after.kind || before.references != after.references { faults.append("\(name): its kind changed") }
    if before.group != after.group { faults.append("\(name): the group with which it merges changed") }
    if before.notNull != after.notNull { faults.append("\(name): whether it needs a value changed") }
    if before.unique != after.unique { faults.append("\(name): whether it is unique changed") }
    if before.fallback != after.fallback { faults.append("\(name): its fallback changed, which rows hold unwritten") }
    switch (before.policy, after.policy) {
    case (.workflow(let old), .workflow(let new)): compare(old, new, of: name)
    case (let old, let new) where old != new: faults.append("\(name): \(old.name) became \(new.name)")
    default: break
    }
  }

  /// States may come in between, since their order among themselves decides; rows are in the others already.
  private mutating func compare(_ before: Workflow, _ after: Workflow, of column: String) {
    let known = Set(before.states.map(\.name))
    if after.states.map(\.name).filter(known.contains) != before.states.map(\.name) {
      faults.append("\(column): states were removed, or their order changed")
    }
    for state in after.states where !known.contains(state.name) { additions.append("state \(state.name) of \(column)") }
  }
}

extension Schema {
  /// Whether this schema is an older form of another: all that it has, the other has too.
  public func isOlder(than other: Schema) -> Bool {
    fingerprint != other.fingerprint && SchemaStep(from: self, to: other).faults.isEmpty
  }
}
