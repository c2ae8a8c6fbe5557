import ChangeModel
import PlantedBugs

/// Builds the delta of one reply: what a device lacks of the server's state, and the truth about what it pushed.
public struct DeltaBuilder {
  private enum Entry {
    case gone(RowName)
    case full(FullRow)
    case cells(UInt64, [Int: Value])
  }

  private let schema: Schema
  private let viewer: Actor
  private var entries: [RowKey: Entry] = [:]
  /// Rejected inserts that never got a number.
  private var nameless: Set<TableID> = []
  /// About how large the delta is, before compression.
  public private(set) var byteCount = 0

  public init(schema: Schema, viewer: Actor) {
    self.schema = schema
    self.viewer = viewer
  }

  // MARK: State after a position

  /// Adds what a device that holds a scope up to `base` lacks of a row in that scope.
  /// - Parameter base: 0 for a scope that the device does not hold yet.
  public mutating func add(_ row: RowState, since base: Position) {
    if row.isDeleted {
      let isOwn = row.deletion?.dot.device == viewer.device
      if PlantedBug.tombstoneForgotten.isOn { return }
      if base > 0 && !isOwn { set(row.key, .gone(.number(row.key.row))) }
      return
    }
    let isOwnCreation = row.created.dot.device == viewer.device && row.entered == row.created.position
    // In a scope that the device does not hold, its own rows are missing like all others.
    if base == 0 || (row.entered > base && !isOwnCreation) { return addFull(row) }
    let table = schema.tables[row.key.table]
    for (index, group) in row.groups.enumerated() where group.changed > base && !isKnown(group) {
      addCells(table.groups[index].columns, of: row)
    }
  }

  /// Adds the removal of a row that left a scope, unless the device may see it where it is now.
  public mutating func add(_ departure: Departure, row: RowState?) {
    if let row, !row.isDeleted, viewer.mayUse(row.scope) { return }
    set(departure.key, .gone(.number(departure.key.row)))
  }

  /// Adds a row whole.
  public mutating func addFull(_ row: RowState) {
    let values = row.values.indices.map { wire(row.values[$0], column: $0, in: row.key.table) }
    set(row.key, .full(FullRow(row: row.key.row, id: row.id, values: values)))
    byteCount += 16 + values.reduce(0) { $0 + size($1) }
  }

  /// Whether the device itself wrote the value that stands, having seen all that was there.
  private func isKnown(_ group: GroupState) -> Bool {
    group.winner.dot.device == viewer.device && (group.siblings.isEmpty || PlantedBug.ownWriteThoughtKnown.isOn)
  }

  // MARK: The truth about what was pushed

  /// The rows that must be looked up to correct these change sets.
  public static func needs(of changeSets: [ChangeSet]) -> RowNeeds {
    var needs = RowNeeds()
    for change in changeSets.flatMap(\.changes) {
      switch change.row {
      case .number(let row): needs.keys.insert(RowKey(table: change.table, row: row))
      case .id(let id): needs.ids.insert(TableID(table: change.table, id: id))
      }
    }
    return needs
  }

  /// Adds the true state of all that a pushed change set touched and that is not as the device has it.
  /// - Parameter row: finds a row by table and name in the snapshot of the reply.
  public mutating func correct(
    _ changeSet: ChangeSet, isRejected: Bool, row find: (Int, RowName) -> RowState?
  ) {
    for change in changeSet.changes where schema.tables.indices.contains(change.table) {
      guard let row = find(change.table, change.row), !row.isDeleted,
        viewer.mayUse(row.scope) || PlantedBug.correctionLeaks.isOn
      else {
        if change.kind != .delete || isRejected { remove(change) }
        continue
      }
      switch change.kind {
      case .delete: addFull(row)
      case .insert where isRejected: addFull(row)
      case .insert, .update: correct(change, row: row, isRejected: isRejected)
      }
    }
  }

  private mutating func remove(_ change: RowChange) {
    switch change.row {
    case .number(let number):
      set(RowKey(table: change.table, row: number), .gone(.number(number)))
    case .id(let id):
      // The device knows the row by ID only; it may exist here under a number that it must not learn.
      nameless.insert(TableID(table: change.table, id: id))
      byteCount += 18
    }
  }

  private mutating func correct(_ change: RowChange, row: RowState, isRejected: Bool) {
    let table = schema.tables[change.table]
    guard change.cells.allSatisfy({ table.columns.indices.contains($0.column) }) else { return }
    for cell in change.cells {
      let group = row.groups[table.groupOfColumn[cell.column]]
      if !isRejected, isAsSent(cell.edit, value: row.values[cell.column], group: group) { continue }
      addCells([cell.column], of: row)
    }
  }

  private func isAsSent(_ edit: Edit, value: Value, group: GroupState) -> Bool {
    switch edit {
    case .set where PlantedBug.lostTieUncorrected.isOn: true
    case .set(let sent): sent.isSame(as: value) || isKnown(group)
    case .text(_, let sent): ExactText.same(sent, value.text)
    case .add, .elements: isKnown(group)
    }
  }

  // MARK: Putting together

  private mutating func addCells(_ columns: [Int], of row: RowState) {
    var mask: UInt64 = 0
    var values: [Int: Value] = [:]
    switch entries[row.key] {
    case .full: return
    case .cells(let known, let knownValues): (mask, values) = (known, knownValues)
    case .gone, nil: break
    }
    for column in columns where mask & (1 << UInt64(column)) == 0 {
      mask |= 1 << UInt64(column)
      values[column] = wire(row.values[column], column: column, in: row.key.table)
      byteCount += 3 + size(row.values[column])
    }
    entries[row.key] = .cells(mask, values)
  }

  private mutating func set(_ key: RowKey, _ entry: Entry) {
    // A row that is there in full stays: it left one of the device's scopes for another.
    if case .full = entries[key], case .gone = entry { return }
    entries[key] = entry
    byteCount += 4
  }

  /// References travel as numbers where the device is sure to hold the target, else as IDs.
  private func wire(_ value: Value, column: Int, in table: Int) -> Value {
    guard case .reference(let reference) = value else { return value }
    let targetIsHeld =
      column == schema.tables[table].parentColumn
      || schema.targets[table][column].map { schema.tables[$0].scope } == .org
    if targetIsHeld && reference.row > 0 { return .reference(RowReference(row: reference.row)) }
    return .reference(RowReference(id: reference.id))
  }

  private func size(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .integer, .real: 4
    case .text(let text): text.utf8.count + 2
    case .blob(let bytes): bytes.count + 2
    case .reference: 4
    }
  }

  /// The delta, in its canonical order.
  public func build() -> Delta {
    var tables: [Int: TableDelta] = [:]
    for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
      // In place: a table taken out and put back would be copied with each of its rows.
      let empty = TableDelta(table: key.table)
      switch entry {
      case .gone(let name): tables[key.table, default: empty].gone.append(name)
      case .full(let row): tables[key.table, default: empty].full.append(row)
      case .cells(let mask, let values):
        tables[key.table, default: empty].cells.append(
          RowCells(row: key.row, mask: mask, values: values.sorted { $0.key < $1.key }.map(\.value)))
      }
    }
    for name in nameless.sorted() {
      tables[name.table, default: TableDelta(table: name.table)].gone.append(.id(name.id))
    }
    return Delta(tables: tables.values.sorted { $0.table < $1.table })
  }
}
