import ChangeModel
import GRDBSQLite
import HubStore
import MergeEngine

/// Writes the rows of a batch, each with the statement that touches the fewest indexes.
struct RowWriter {
  private let transaction: SQLiteTransaction
  private let check: BatchCheck

  /// - Parameter check: the state before the batch, which the batch passed.
  init(_ transaction: SQLiteTransaction, check: BatchCheck) {
    self.transaction = transaction
    self.check = check
  }

  func write(_ rows: [RowState]) throws {
    guard !rows.isEmpty else { return }
    let insert = try transaction.statement(
      """
      INSERT INTO rows(key, tbl, id, scope, changed, parent, deleted, record)
      VALUES (?1, ?1 >> 48, ?2, ?3, ?4, ?5, ?6, ?7)
      """)
    let update = try transaction.statement(
      """
      UPDATE rows SET changed = ?4, deleted = ?6, record = ?7
      WHERE key = ?1 AND id = ?2 AND scope = ?3 AND parent IS ?5
      """)
    let move = try transaction.statement(
      """
      UPDATE rows SET scope = ?3, changed = ?4, parent = ?5, deleted = ?6, record = ?7 WHERE key = ?1 AND id = ?2
      """)
    for row in rows {
      if check.isNew(row) {
        try run(insert, row)
      } else if try !run(update, row), try !run(move, row) {
        throw HubStoreError.inconsistent(
          what: "row \(row.key.row) of table \(row.key.table) is not there under the ID \(row.id)")
      }
    }
  }

  /// - Returns: whether the statement wrote a row.
  @discardableResult
  private func run(_ statement: RawStatement, _ row: RowState) throws -> Bool {
    try statement.bind(1, try RecordKey.encode(row.key))
    try statement.bind(2, row.id)
    try statement.bind(3, row.scope.code)
    try statement.bind(4, row.changed)
    try statement.bind(5, try row.parent.map(RecordKey.encode))
    try statement.bind(6, row.isDeleted ? 1 : 0)
    try statement.bind(7, try RowRecord.encode(row))
    try statement.run()
    return sqlite3_changes(transaction.connection.sqliteConnection) == 1
  }
}
