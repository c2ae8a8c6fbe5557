import ChangeModel
import GRDB
import MergeEngine

/// What the triggers captured and nobody has sealed yet.
struct CaptureLog {
  let schema: Schema
  let statements: Statements

  static func isEmpty(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM godwit_log)")) != true
  }

  func plan() throws -> SealPlan {
    let captured = CapturedRow.fold(try entries())
    return SealPlan(captured, fates: try fates(of: captured), schema: schema)
  }

  private func entries() throws -> [LogEntry] {
    let statement = try statements("SELECT seq, tbl, row, mask, id, root FROM godwit_log ORDER BY seq")
    var entries = [LogEntry]()
    while try statement.step() {
      let key = RowKey(table: Int(truncatingIfNeeded: statement.int64(1)), row: statement.int64(2))
      guard schema.tables.indices.contains(key.table) else { continue }
      var entry = LogEntry(number: statement.int64(0), key: key, mask: statement.int64(3), id: statement.rowID(4))
      if !statement.isNull(5) { entry.root = statement.int64(5) }
      entry.baseColumn = baseColumn(entry.mask, schema.tables[key.table])
      entries.append(entry)
    }
    return entries
  }

  /// Columns that need a base have entries of their own.
  private func baseColumn(_ mask: Int64, _ table: TableSchema) -> Int? {
    guard mask > 0, mask & (mask - 1) == 0 else { return nil }
    let column = mask.trailingZeroBitCount
    return column < table.columns.count && table.columns[column].policy.needsBase ? column : nil
  }

  private func fates(of captured: [CapturedRow]) throws -> [RowKey: RowFate] {
    var fates: [RowKey: RowFate] = [:]
    for row in captured {
      guard let id = row.id else { continue }
      let name = SQLText.name(schema.tables[row.key.table].name)
      let byRow = try statements("SELECT 1 FROM \(name) WHERE godwit_row = ?")
      byRow.bind(row.key.row, at: 1)
      let exists = try byRow.step()
      byRow.reset()
      let byID = try statements("SELECT godwit_row FROM \(name) WHERE id = ?")
      byID.bind(id, at: 1)
      let successor = try byID.step() ? byID.int64(0) : nil
      byID.reset()
      fates[row.key] = RowFate(exists: exists, successor: exists ? nil : successor)
    }
    return fates
  }

  /// What the log's entry with this number holds as a cell's value before.
  func base(at number: Int64) throws -> Value? {
    let statement = try statements("SELECT base FROM godwit_log WHERE seq = ?")
    statement.bind(number, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.value(0) : nil
  }

  func clear() throws {
    try statements("DELETE FROM godwit_log").run()
  }
}
