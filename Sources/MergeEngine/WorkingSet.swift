import ChangeModel
import PlantedBugs

/// The rows that a batch of merges touches, in memory: loaded before, changed during, committed after.
///
/// All indices follow from the rows; `put` keeps them so. A journal lets one change set be taken back without
/// disturbing those before it.
struct WorkingSet {
  let schema: Schema
  private(set) var rows: [RowKey: RowState] = [:]
  private(set) var keys: [TableID: RowKey] = [:]
  private(set) var owners: [UniqueValue: RowKey] = [:]
  private var childKeys: [RowKey: Set<RowKey>] = [:]
  private(set) var lastRows: [Int: Int64]
  private(set) var departures: [Departure] = []
  /// The rows as they were loaded, for those that were changed; nil for new rows.
  private(set) var originals: [RowKey: RowState?] = [:]

  private var journal: [(key: RowKey, before: RowState?)] = []
  private var departuresKept = 0
  private var lastRowsKept: [Int: Int64]

  init(schema: Schema, lastRows: [Int: Int64]) {
    self.schema = schema
    self.lastRows = lastRows
    lastRowsKept = lastRows
  }

  // MARK: Looking

  func key(of name: RowName, in table: Int) -> RowKey? {
    switch name {
    case .number(let row):
      let key = RowKey(table: table, row: row)
      return rows[key] == nil ? nil : key
    case .id(let id):
      return keys[TableID(table: table, id: id)]
    }
  }

  /// The living children of a row, ascending; complete for rows whose children were loaded and for new rows.
  func children(of key: RowKey) -> [RowState] {
    allChildren(of: key).filter { !$0.isDeleted }
  }

  /// The same with deleted children.
  func allChildren(of key: RowKey) -> [RowState] {
    (childKeys[key] ?? []).sorted().compactMap { rows[$0] }.filter { $0.parent == key }
  }

  /// All that hangs on a row, however deep, parents first; deleted rows included.
  func descendants(of key: RowKey) -> [RowState] {
    allChildren(of: key).flatMap { [$0] + descendants(of: $0.key) }
  }

  // MARK: Changing

  /// Takes in what a store loaded. What a batch has already changed is newer and stays.
  mutating func absorb(_ loaded: LoadedRows) {
    for row in loaded.rows where rows[row.key] == nil { index(row, replacing: nil) }
    for (parent, children) in loaded.children { childKeys[parent, default: []].formUnion(children) }
    for (value, owner) in loaded.owners where owners[value] == nil { owners[value] = owner }
  }

  mutating func nextRow(in table: Int) -> Int64 {
    let next = (lastRows[table] ?? 0) + 1
    lastRows[table] = next
    return next
  }

  mutating func put(_ row: RowState) {
    let before = rows[row.key]
    journal.append((row.key, before))
    if originals[row.key] == nil { originals[row.key] = .some(before) }
    index(row, replacing: before)
  }

  mutating func depart(_ departure: Departure) {
    departures.append(departure)
  }

  // MARK: Taking back

  /// From here on `rollBack` returns to this state.
  mutating func begin() {
    journal.removeAll(keepingCapacity: true)
    departuresKept = departures.count
    lastRowsKept = lastRows
  }

  mutating func rollBack() {
    for (key, before) in journal.reversed() {
      if let before {
        index(before, replacing: rows[key])
      } else if let row = rows[key] {
        unindex(row)
        rows[key] = nil
        keys[TableID(table: key.table, id: row.id)] = nil
      }
    }
    journal.removeAll(keepingCapacity: true)
    departures.removeSubrange(departuresKept...)
    lastRows = lastRowsKept
  }

  // MARK: Indices

  private mutating func index(_ row: RowState, replacing before: RowState?) {
    if let before { unindex(before) }
    rows[row.key] = row
    keys[TableID(table: row.key.table, id: row.id)] = row.key
    if let parent = row.parent { childKeys[parent, default: []].insert(row.key) }
    for value in uniqueValues(of: row) { owners[value] = row.key }
  }

  private mutating func unindex(_ row: RowState) {
    if let parent = row.parent { childKeys[parent]?.remove(row.key) }
    for value in uniqueValues(of: row) where owners[value] == row.key { owners[value] = nil }
  }

  /// The values that a living row holds in unique columns; a deleted row holds none.
  func uniqueValues(of row: RowState) -> [UniqueValue] {
    row.isDeleted ? [] : uniqueCells(of: row)
  }

  /// The values in the unique columns of a row, living or not.
  func uniqueCells(of row: RowState) -> [UniqueValue] {
    schema.tables[row.key.table].columns.indices.compactMap { column in
      let value = row.values[column]
      guard schema.tables[row.key.table].columns[column].unique, !value.isNull else { return nil }
      return UniqueValue(table: row.key.table, column: column, value: value)
    }
  }
}

extension WorkingSet: RuleView {
  func row(_ key: RowKey) -> RowState? { rows[key] }
}

extension WorkingSet {
  /// What changed since the rows were loaded.
  func batch(head: Position) -> MergeBatch {
    var batch = MergeBatch(head: head)
    batch.departures = departures
    batch.lastRows = lastRows
    for (key, original) in originals.sorted(by: { $0.key < $1.key }) {
      let row = rows[key]
      if row == original { continue }
      let isForgotten = PlantedBug.digestForgetsDeletes.isOn && row?.isDeleted == true
      if let original, !isForgotten { batch.count(original, sign: -1) }
      if let row {
        batch.count(row, sign: 1)
        batch.rows.append(row)
      }
      let gained = Set(row.map(uniqueValues) ?? [])
      let released = Set(original.map(uniqueValues) ?? []).subtracting(gained)
      batch.uniqueReleased.formUnion(released.filter { owners[$0] == nil })
      for value in gained { batch.uniqueGained[value] = key }
    }
    return batch
  }
}

extension MergeBatch {
  /// Adds a row to the digest of its scope and table, or takes it out. Only living rows count.
  fileprivate mutating func count(_ row: RowState, sign: Int64) {
    if row.isDeleted { return }
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    var change = digests[place] ?? DigestChange()
    change.digest = sign > 0 ? change.digest + row.digest : change.digest - row.digest
    change.count += sign
    digests[place] = change
  }
}
