import ChangeModel
import GRDB
import MergeEngine

/// What the triggers captured and nobody has sealed yet.
struct CaptureLog {
  let schema: Schema
  let statements: Statements

  static func isEmpty(_ db: Database) throws -> Bool {
    try !Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM godwit_log)", default: false)
  }

  func plan() throws -> SealPlan {
    let captured = CapturedRow.fold(try entries())
    return SealPlan(captured, fates: try fates(of: captured), schema: schema)
  }

  private func entries() throws -> [LogEntry] {
    let statement = try statements("SELECT tbl, row, mask, id, root FROM godwit_log ORDER BY seq")
    var entries = [LogEntry]()
    while try statement.step() {
      let key = RowKey(table: Int(truncatingIfNeeded: statement.int64(0)), row: statement.int64(1))
      guard schema.tables.indices.contains(key.table) else { continue }
      entries.append(
        LogEntry(
          key: key, mask: statement.int64(2), id: statement.rowID(3),
          root: statement.isNull(4) ? nil : statement.int64(4)))
    }
    return entries
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

  /// The value of a cell before its first edit in the log; nil when none was kept.
  func base(of key: RowKey, column: Int) throws -> Value? {
    let statement = try statements("SELECT value FROM godwit_base WHERE tbl = ? AND row = ? AND col = ?")
    statement.bind(Int64(key.table), at: 1)
    statement.bind(key.row, at: 2)
    statement.bind(Int64(column), at: 3)
    defer { statement.reset() }
    return try statement.step() ? statement.value(0) : nil
  }

  func clear() throws {
    try statements("DELETE FROM godwit_log").run()
    try statements("DELETE FROM godwit_base").run()
  }
}
