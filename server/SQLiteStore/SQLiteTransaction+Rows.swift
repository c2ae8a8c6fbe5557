import ChangeModel
import HubStore
import MergeEngine

extension SQLiteTransaction {
  /// The columns that `row(_:)` reads, in its order.
  static let rowColumns = "key, id, scope, parent, changed, record"

  /// The row under a statement that selects `rowColumns`.
  func row(_ statement: RawStatement) throws -> RowState {
    let key = RecordKey.decode(statement.integer(0))
    guard let id = statement.rowID(1) else {
      throw HubStoreError.damaged(what: "the ID of row \(key.row) of table \(key.table) is not 16 bytes")
    }
    let heading = RowRecord.Heading(
      key: key, id: id, scope: Scope(code: statement.integer(2)),
      parent: statement.optionalInteger(3).map(RecordKey.decode), changed: statement.integer(4))
    return try RowRecord.decode(statement.bytes(5), heading: heading, shape: try shape(ofTable: key.table))
  }

  func load(_ needs: RowNeeds) throws -> LoadedRows {
    var loader = RowLoader(self)
    try loader.load(keys: needs.keys)
    try loader.load(ids: needs.ids)
    try loader.load(childrenOf: needs.childrenOf)
    try loader.load(ownersOf: needs.uniqueValues)
    return loader.loaded
  }

  func forEachRow(table: Int, _ body: (RowState) throws -> Void) throws {
    guard 0...RecordKey.tableMax ~= table else { return }
    let statement = try ownStatement(
      "SELECT \(Self.rowColumns) FROM rows WHERE key BETWEEN ? AND ? AND deleted = 0 ORDER BY key")
    let first = Int64(table) << 48
    try statement.eachRow(.integer(first), .integer(first | RecordKey.rowMax)) { try body(try row($0)) }
  }

  func forEachRow(
    in scope: Scope, table: Int, range: ClosedRange<Int64>, _ body: (RowState) throws -> Void
  ) throws {
    guard 0...RecordKey.tableMax ~= table, let last = try lastRows()[table], last > 0, range.overlaps(1...last) else {
      return
    }
    let first = Int64(table) << 48 | max(range.lowerBound, 1)
    let end = Int64(table) << 48 | min(range.upperBound, last)
    // A scope with few rows is quicker looked up in its index than found in the table.
    if end - first > 4 * (try rowCount(in: scope)) {
      try forEachIndexed(in: scope, keys: first...end, body)
    } else {
      let statement = try ownStatement(
        """
        SELECT \(Self.rowColumns) FROM rows WHERE key BETWEEN ? AND ? AND +scope = ? AND deleted = 0 ORDER BY key
        """)
      try statement.eachRow(.integer(first), .integer(end), .integer(scope.code)) { try body(try row($0)) }
    }
  }

  private func forEachIndexed(in scope: Scope, keys: ClosedRange<Int64>, _ body: (RowState) throws -> Void) throws {
    var found = [Int64]()
    try statement("SELECT key FROM rows INDEXED BY rows_scope WHERE scope = ? AND key BETWEEN ? AND ?")
      .eachRow(.integer(scope.code), .integer(keys.lowerBound), .integer(keys.upperBound)) {
        found.append($0.integer(0))
      }
    let lookup = try ownStatement("SELECT \(Self.rowColumns) FROM rows WHERE key = ? AND deleted = 0")
    for key in found.sorted() {
      if let row = try lookup.first(.integer(key), row: row) { try body(row) }
    }
  }

  private func rowCount(in scope: Scope) throws -> Int64 {
    try statement("SELECT total(count) FROM digests WHERE scope = ?")
      .first(.integer(scope.code)) { $0.integer(0) } ?? 0
  }
}
