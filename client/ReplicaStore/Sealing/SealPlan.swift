import ChangeModel
import MergeEngine
import PlantedBugs

/// What sealing makes of one row.
struct PlannedRow: Hashable {
  enum Kind: Hashable {
    case insert
    /// The columns to send, in whole groups.
    case update(UInt64)
    /// The ID is nil when a row vanished without a trace in the log.
    case delete(RowID?)
  }

  var key: RowKey
  var kind: Kind
  /// For deletes: the number of the row with which it lands, if that is another.
  var root: Int64?
  /// See `CapturedRow`.
  var bases: [Int: Int64] = [:]
}

/// The captured log boiled down: each row at most once, in the order in which the server applies it.
struct SealPlan: Hashable {
  /// A row that REPLACE wrote anew goes back to the number that it had.
  struct PutBack: Hashable {
    var table: Int
    var from: Int64
    var to: Int64
  }

  var putBacks: [PutBack] = []
  var rows: [PlannedRow] = []

  /// - Parameter fates: of every captured row that has an ID, that is, one that was deleted or perhaps replaced.
  init(_ captured: [CapturedRow], fates: [RowKey: RowFate], schema: Schema) {
    var successors: Set<RowKey> = []
    for row in captured where !PlantedBug.replaceTakenForInsert.isOn {
      guard !row.isNew, let fate = fates[row.key], !fate.exists, let successor = fate.successor else { continue }
      putBacks.append(PutBack(table: row.key.table, from: successor, to: row.key.row))
      successors.insert(RowKey(table: row.key.table, row: successor))
    }
    for row in captured where !successors.contains(row.key) && schema.tables.indices.contains(row.key.table) {
      let table = schema.tables[row.key.table]
      if let kind = Self.kind(of: row, fate: fates[row.key], table: table) {
        rows.append(PlannedRow(key: row.key, kind: kind, root: row.root, bases: row.bases))
      }
    }
    rows.sort { Self.order($0) < Self.order($1) }
  }

  private static func kind(of row: CapturedRow, fate: RowFate?, table: TableSchema) -> PlannedRow.Kind? {
    let exists = fate?.exists ?? true
    if row.isNew { return exists ? .insert : nil }
    if !exists && fate?.successor == nil { return .delete(row.id) }
    // Which columns a REPLACE changed cannot be known, so all are sent.
    if !exists || row.wasInserted { return .update(table.fullMask) }
    return row.mask == 0 ? nil : .update(table.closure(of: row.mask & table.fullMask))
  }

  /// Inserts, parents before children; then updates; then deletes, children before parents.
  private static func order(_ row: PlannedRow) -> (Int, Int, Int64) {
    switch row.kind {
    case .insert: (0, row.key.table, row.key.row)
    case .update: (1, row.key.table, row.key.row)
    case .delete: (2, -row.key.table, row.key.row)
    }
  }
}
