import ChangeModel
import HubStore
import MergeEngine

/// The accepted changes of one row, in the order of the log.
struct RowPast {
  /// What one change set did to the row.
  struct Scene {
    var dot: Dot
    var position: Position
    var stamp: Stamp
    /// The user on whose behalf, by row in the rep table; 0 for the office.
    var rep: Int64
    /// The server's time of the merge, in milliseconds since 1970 UTC.
    var mergedAt: Int64
    /// What its maker had seen of this row.
    var context: Context
    var change: RowChange

    var write: Write { Write(dot: dot, position: position, stamp: stamp) }

    /// As a write to a column group; nil when it wrote nothing there.
    func write(to group: ColumnGroup) -> PastWrite? {
      let edits = group.columns.compactMap { column in change.cells.first { $0.column == column }?.edit }
      return edits.count == group.columns.count ? PastWrite(write: write, context: context, edits: edits) : nil
    }
  }

  let row: RowState
  private(set) var scenes: [Scene] = []

  init(_ row: RowState) {
    self.row = row
  }

  /// Takes in what a change set did to the row.
  mutating func add(_ change: RowChange, of changeSet: ChangeSet, _ entry: HistoryEntry) {
    scenes.append(
      Scene(
        dot: entry.dot, position: entry.position, stamp: entry.stamp, rep: entry.rep, mergedAt: entry.mergedAt,
        context: changeSet.context.lagging(by: change.lag), change: change))
  }
}

/// Rows with their pasts, found by whatever a change set calls them.
struct RowPasts {
  private(set) var pasts: [RowKey: RowPast] = [:]
  private var keys: [TableID: RowKey] = [:]

  init(_ rows: [RowState]) {
    for row in rows {
      pasts[row.key] = RowPast(row)
      keys[TableID(table: row.key.table, id: row.id)] = row.key
    }
  }

  /// Reads the history from the beginning of the earliest row on: what came before cannot name any.
  mutating func read(from store: any HubReading) throws {
    guard let first = pasts.values.map(\.row.created.position).min() else { return }
    try store.forEachChangeSet(from: first) { entry, changeSet in
      for change in changeSet.changes {
        if let key = key(of: change) { pasts[key]?.add(change, of: changeSet, entry) }
      }
    }
  }

  private func key(of change: RowChange) -> RowKey? {
    switch change.row {
    case .number(let row): RowKey(table: change.table, row: row)
    case .id(let id): keys[TableID(table: change.table, id: id)]
    }
  }
}
