import ChangeModel
import GRDBSQLite
import MergeEngine

/// Writes the rows of a batch, each with the statement that touches the fewest indexes.
struct RowWriter {
  private let transaction: SQLiteTransaction
  private let lastRowsBefore: [Int: Int64]
  private let lastRows: [Int: Int64]
  private let head: Position

  /// - Parameters:
  ///   - lastRowsBefore: the highest row numbers before the batch: what is above them is new.
  ///   - lastRows: the highest numbers that the batch gave.
  ///   - head: no position may lie beyond it.
  init(_ transaction: SQLiteTransaction, lastRowsBefore: [Int: Int64], lastRows: [Int: Int64], head: Position) {
    self.transaction = transaction
    self.lastRowsBefore = lastRowsBefore
    self.lastRows = lastRows
    self.head = head
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
      let last = lastRowsBefore[row.key.table, default: 0]
      try check(row, last: max(last, lastRows[row.key.table, default: 0]))
      if row.key.row > last {
        try run(insert, row)
      } else if try !run(update, row), try !run(move, row) {
        throw HubStoreError.inconsistent(
          what: "row \(row.key.row) of table \(row.key.table) is not there under the ID \(row.id)")
      }
    }
  }

  private func check(_ row: RowState, last: Int64) throws {
    guard row.key.row <= last else {
      throw HubStoreError.inconsistent(
        what: "row \(row.key.row) of table \(row.key.table) is above the last number \(last)")
    }
    guard row.entered <= row.changed, row.changed <= head else {
      throw HubStoreError.inconsistent(
        what: "row \(row.key.row) of table \(row.key.table) changed at \(row.changed), after the head \(head)")
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
