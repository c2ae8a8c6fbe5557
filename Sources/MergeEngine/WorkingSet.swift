import ChangeModel
import PlantedBugs

/// The rows that a batch of merges touches, in memory: loaded before, changed during, committed after.
///
/// All indices follow from the rows; `put` keeps them so. A journal lets one change set be taken back without
/// disturbing those before it.
struct WorkingSet {
  /// A row as it is, and as it was loaded.
  private struct Slot {
    /// nil after an insert was taken back.
    var row: RowState?
    /// The row as it was loaded, if it was changed since; nil for a new one.
    var original: RowState?
    var isChanged = false
  }

  let schema: Schema
  private var slots: [Slot] = []
  private var places: [RowKey: Int] = [:]
  private var keys: [TableID: RowKey] = [:]
  private(set) var owners: [UniqueValue: RowKey] = [:]
  /// Perhaps more than once, and perhaps gone to another parent meanwhile: whoever asks looks at the rows.
  private var childKeys: [RowKey: [RowKey]] = [:]
  /// Rows of which only that is known that they were there, under both of their names.
  private var dead: [TableID: DeadRow] = [:]
  private var deadIDs: [RowKey: RowID] = [:]
  private(set) var lastRows: [Int: Int64]
  private(set) var departures: [Departure] = []
  /// The slots that were changed, each once.
  private var changed: [Int] = []

  private var journal: [(place: Int, before: RowState?)] = []
  private var departuresKept = 0
  private var lastRowsKept: [Int: Int64]

  init(schema: Schema, lastRows: [Int: Int64]) {
    self.schema = schema
    self.lastRows = lastRows
    lastRowsKept = lastRows
  }

  /// Makes room for so many further rows, which spares moving those that are there again and again.
  mutating func reserve(_ count: Int) {
    slots.reserveCapacity(slots.count + count)
    places.reserveCapacity(places.count + count)
    keys.reserveCapacity(keys.count + count)
    changed.reserveCapacity(count)
  }

  // MARK: Looking

  func row(_ key: RowKey) -> RowState? { places[key].flatMap { slots[$0].row } }

  func key(of name: RowName, in table: Int) -> RowKey? {
    switch name {
    case .number(let row):
      let key = RowKey(table: table, row: row)
      return places[key].flatMap { slots[$0].row == nil ? nil : key }
    case .id(let id):
      return keys[TableID(table: table, id: id)]
    }
  }

  /// A row that is gone for good, with its tombstone.
  func dead(_ name: RowName, in table: Int) -> DeadRow? {
    switch name {
    case .number(let row): deadIDs[RowKey(table: table, row: row)].flatMap { dead[TableID(table: table, id: $0)] }
    case .id(let id): dead[TableID(table: table, id: id)]
    }
  }

  /// The living children of a row, ascending; complete for rows whose children were loaded and for new rows.
  func children(of key: RowKey) -> [RowState] {
    allChildren(of: key).filter { !$0.isDeleted }
  }

  /// The same with deleted children.
  func allChildren(of key: RowKey) -> [RowState] {
    guard let found = childKeys[key] else { return [] }
    return Set(found).sorted().compactMap(row).filter { $0.parent == key }
  }

  /// All that hangs on a row, however deep, parents first; deleted rows included.
  func descendants(of key: RowKey) -> [RowState] {
    allChildren(of: key).flatMap { [$0] + descendants(of: $0.key) }
  }

  // MARK: Changing

  /// Takes in what a store loaded. What a batch has already changed is newer and stays.
  mutating func absorb(_ loaded: LoadedRows) {
    for row in loaded.rows where places[row.key] == nil {
      places[row.key] = slots.count
      slots.append(Slot(row: row))
      index(row, replacing: nil)
    }
    for (parent, children) in loaded.children { childKeys[parent, default: []] += children }
    for (value, owner) in loaded.owners where owners[value] == nil { owners[value] = owner }
    for row in loaded.dead {
      dead[TableID(table: row.key.table, id: row.id)] = row
      deadIDs[row.key] = row.id
    }
  }

  mutating func nextRow(in table: Int) -> Int64 {
    let next = (lastRows[table] ?? 0) + 1
    lastRows[table] = next
    return next
  }

  mutating func put(_ row: RowState) {
    let place = places[row.key] ?? slots.count
    if place == slots.count {
      places[row.key] = place
      slots.append(Slot())
    }
    let before = slots[place].row
    journal.append((place, before))
    if !slots[place].isChanged {
      slots[place].isChanged = true
      slots[place].original = before
      changed.append(place)
    }
    slots[place].row = row
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
    for (place, before) in journal.reversed() {
      let row = slots[place].row
      slots[place].row = before
      if let before {
        index(before, replacing: row)
      } else if let row {
        releaseUnique(row)
        keys[TableID(table: row.key.table, id: row.id)] = nil
      }
    }
    journal.removeAll(keepingCapacity: true)
    departures.removeSubrange(departuresKept...)
    lastRows = lastRowsKept
  }

  // MARK: Indices

  private mutating func index(_ row: RowState, replacing before: RowState?) {
    if let before { releaseUnique(before) } else { keys[TableID(table: row.key.table, id: row.id)] = row.key }
    if let parent = row.parent, parent != before?.parent { childKeys[parent, default: []].append(row.key) }
    for value in uniqueValues(of: row) { owners[value] = row.key }
  }

  private mutating func releaseUnique(_ row: RowState) {
    for value in uniqueValues(of: row) where owners[value] == row.key { owners[value] = nil }
  }

  /// The values that a living row holds in unique columns; a deleted row holds none.
  func uniqueValues(of row: RowState) -> [UniqueValue] {
    row.isDeleted ? [] : uniqueCells(of: row)
  }

  /// The values in the unique columns of a row, living or not.
  func uniqueCells(of row: RowState) -> [UniqueValue] {
    schema.tables[row.key.table].uniqueColumns.compactMap { column in
      let value = row.values[column]
      return value.isNull ? nil : UniqueValue(table: row.key.table, column: column, value: value)
    }
  }
}

extension WorkingSet: RuleView {
  func owner(of value: UniqueValue) -> RowKey? { owners[value] }
}

extension WorkingSet {
  /// What changed since the rows were loaded.
  func batch(head: Position) -> MergeBatch {
    var batch = MergeBatch(head: head)
    batch.departures = departures
    batch.lastRows = lastRows
    batch.rows.reserveCapacity(changed.count)
    // A slot without a row is that of an insert that was taken back: nothing of it remains.
    let order = changed.compactMap { place in slots[place].row.map { (key: $0.key, place: place) } }
    for (key, place) in order.sorted(by: { $0.key < $1.key }) {
      guard let row = slots[place].row else { continue }
      let original = slots[place].original
      if row == original { continue }
      if let original, !(PlantedBug.digestForgetsDeletes.isOn && row.isDeleted) { batch.count(original, sign: -1) }
      batch.count(row, sign: 1)
      batch.rows.append(row)
      if !schema.tables[key.table].uniqueColumns.isEmpty { addUnique(of: row, original: original, to: &batch) }
    }
    return batch
  }

  private func addUnique(of row: RowState, original: RowState?, to batch: inout MergeBatch) {
    let gained = Set(uniqueValues(of: row))
    let released = Set(original.map(uniqueValues) ?? []).subtracting(gained)
    batch.uniqueReleased.formUnion(released.filter { owners[$0] == nil })
    for value in gained { batch.uniqueGained[value] = row.key }
  }
}

extension MergeBatch {
  /// Adds a row to the digest of its scope and table, or takes it out. Only living rows count.
  fileprivate mutating func count(_ row: RowState, sign: Int64) {
    if row.isDeleted { return }
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    let digest = row.digest
    let change = sign > 0 ? DigestChange(digest: digest, count: 1) : DigestChange(digest: .zero - digest, count: -1)
    digests[place, default: DigestChange()].add(change)
  }
}
