import ChangeModel
import HubStore
import MergeEngine

/// What an import has to change, after a comparison with the present rows.
struct ImportPlan {
  /// A change, with the place of its row in what was handed in.
  struct Item {
    var index: Int
    var change: RowChange
    var id: RowID
  }

  private(set) var items: [Item] = []
  private(set) var outcome = ImportOutcome()

  init(_ rows: ArraySlice<ImportRow>, schema: Schema, store: any HubReading) throws {
    var needs = RowNeeds()
    for row in rows {
      if let table = schema.index(of: row.table) { needs.ids.insert(TableID(table: table, id: row.id)) }
    }
    let present = RowFinder(try store.load(needs))
    var seen = Set<TableID>()
    for (index, row) in zip(rows.indices, rows) {
      guard let table = schema.index(of: row.table) else {
        outcome.reject(row, index, "There is no table \(row.table).")
        continue
      }
      let columns = schema.tables[table]
      if let unknown = row.values.keys.sorted().first(where: { columns.column($0) == nil }) {
        outcome.reject(row, index, "\(row.table) has no column \(unknown).")
      } else if !seen.insert(TableID(table: table, id: row.id)).inserted {
        outcome.reject(row, index, "The same row comes twice; the first one counts.")
      } else {
        add(row, index, table: table, columns: columns, present: present.row(table, .id(row.id)))
      }
    }
  }

  private mutating func add(_ row: ImportRow, _ index: Int, table: Int, columns: TableSchema, present: RowState?) {
    if let present, !present.isDeleted {
      guard let change = RowChange.update(present, to: row.values, schema: columns) else {
        outcome.unchanged += 1
        return
      }
      items.append(Item(index: index, change: change, id: row.id))
    } else {
      let change = RowChange.insert(row.id, values: row.values, table: table, schema: columns)
      items.append(Item(index: index, change: change, id: row.id))
    }
  }
}

extension ImportOutcome {
  mutating func reject(_ row: ImportRow, _ index: Int, _ message: String) {
    rejected.append(RejectedRow(index: index, table: row.table, id: row.id.description, message: message))
  }

  mutating func count(_ items: ArraySlice<ImportPlan.Item>) {
    for item in items {
      if item.change.kind == .insert { inserted += 1 } else { updated += 1 }
    }
  }

  /// Adds what another part of the same import did.
  public mutating func add(_ other: ImportOutcome) {
    inserted += other.inserted
    updated += other.updated
    unchanged += other.unchanged
    rejected += other.rejected
  }
}
