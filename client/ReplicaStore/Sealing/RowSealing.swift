import ChangeModel
import MergeEngine
import PlantedBugs

/// A planned row made ready to be sent: its changes, and what must be put right in the table.
struct SealedRow {
  /// More than one only with different lags.
  var changes: [RowChange]
  var key: RowKey
  /// The row with which it lands.
  var root: RowKey
  /// Cells whose text is not as the server keeps it.
  var corrections: [(column: Int, value: Value)] = []
  /// The ID of a row that is deleted, which the table cannot be asked for any more.
  var deletedID: RowID?
}

/// Makes planned rows ready, one at a time.
struct RowSealing {
  let schema: Schema
  let reader: RowReader
  let log: CaptureLog
  /// nil when nothing is pending.
  let pending: PendingRows?
  let position: Position
  let wantsRoots: Bool

  /// nil when the row comes to nothing: it is gone, or was left as it was.
  func seal(_ row: PlannedRow) throws -> SealedRow? {
    switch row.kind {
    case .insert: try insert(row)
    case .update(let mask): try update(row, mask: mask)
    case .delete(let id): try delete(row, id: id)
    }
  }

  private func insert(_ row: PlannedRow) throws -> SealedRow? {
    let table = schema.tables[row.key.table]
    guard let read = try reader.read(row.key, mask: table.fullMask, wantsRoot: wantsRoots) else { return nil }
    var sealed = SealedRow(changes: [], key: row.key, root: root(row.key, read.root))
    var change = RowChange(table: row.key.table, row: .id(read.id), kind: .insert)
    change.cells.reserveCapacity(read.values.count)
    for (column, value) in read.values {
      let cell = CellSealing.inserted(table.columns[column], value)
      correct(&sealed, column, value, cell, read)
      if let edit = cell.edit { change.cells.append(CellChange(column: column, edit: Self.wire(edit))) }
    }
    sealed.changes = [change]
    return sealed
  }

  private func update(_ row: PlannedRow, mask: UInt64) throws -> SealedRow? {
    let table = schema.tables[row.key.table]
    guard let read = try reader.read(row.key, mask: mask, wantsRoot: wantsRoots) else {
      // Only a client that does not fire triggers can have removed it; the server knows its number, or never saw it.
      return LocalRows.contains(row.key.row) ? nil : try delete(row, id: nil)
    }
    var sealed = SealedRow(changes: [], key: row.key, root: root(row.key, read.root))
    var cells = [CellChange]()
    for (column, value) in read.values {
      let base = try row.bases[column].flatMap(log.base)
      let cell = CellSealing.updated(table.columns[column], from: base, to: value)
      correct(&sealed, column, value, cell, read)
      if let edit = cell.edit { cells.append(CellChange(column: column, edit: Self.wire(edit))) }
    }
    let parts = try pending?.parts(of: row.key) ?? []
    let sent = cells.reduce(0 as UInt64) { $0 | 1 << UInt64($1.column) }
    for (lag, mask) in LagRule.lags(sent, table: table, pending: parts, position: position) where mask != 0 {
      sealed.changes.append(
        RowChange(
          table: row.key.table, row: name(row.key, read.id), kind: .update, lag: lag,
          cells: cells.filter { mask & (1 << UInt64($0.column)) != 0 }))
    }
    return sealed
  }

  private func delete(_ row: PlannedRow, id: RowID?) throws -> SealedRow? {
    if LocalRows.contains(row.key.row) && id == nil { return nil }
    let parts = try pending?.parts(of: row.key) ?? []
    let lag = LagRule.ofDelete(table: schema.tables[row.key.table], pending: parts, position: position)
    let name = name(row.key, id ?? RowID(high: 0, low: 0))
    return SealedRow(
      changes: [RowChange(table: row.key.table, row: name, kind: .delete, lag: lag)], key: row.key,
      root: root(row.key, row.root), deletedID: id)
  }

  // MARK: Pieces

  private func root(_ key: RowKey, _ row: Int64?) -> RowKey {
    if PlantedBug.orderSplitFromLines.isOn { return key }
    return row.map { RowKey(table: RootSQL(schema: schema).rootTable(of: key.table), row: $0) } ?? key
  }

  private func name(_ key: RowKey, _ id: RowID) -> RowName {
    LocalRows.contains(key.row) ? .id(id) : .number(key.row)
  }

  private func correct(_ row: inout SealedRow, _ column: Int, _ value: Value, _ cell: SealedCell, _ read: ReadRow) {
    if cell.correction != nil || read.repaired & (1 << UInt64(column)) != 0 {
      row.corrections.append((column, cell.correction ?? value))
    }
  }

  /// A reference travels as a number where the server knows one, else as an ID.
  private static func wire(_ edit: Edit) -> Edit {
    guard case .set(.reference(let reference)) = edit else { return edit }
    return .set(.reference(reference.row > 0 ? RowReference(row: reference.row) : RowReference(id: reference.id)))
  }
}
