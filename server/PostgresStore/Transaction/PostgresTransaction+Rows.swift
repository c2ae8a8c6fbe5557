import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction {
  /// The columns that `row(_:_:)` reads, in its order.
  static let rowColumns = "key, id, scope, parent, changed, record"
  /// So many rows are fetched at once where they are handed over one by one.
  private static let pageRows: Int64 = 2_000

  /// A row of an answer that begins with `rowColumns`.
  func row(_ answer: QueryAnswer, _ index: Int32) throws -> RowState {
    let key = RecordKey.decode(try answer.integer(index, 0))
    guard let id = try answer.rowID(index, 1) else {
      throw HubStoreError.damaged(what: "the ID of row \(key.row) of table \(key.table) is not 16 bytes")
    }
    let heading = RowRecord.Heading(
      key: key, id: id, scope: Scope(code: try answer.integer(index, 2)),
      parent: try answer.optionalInteger(index, 3).map(RecordKey.decode), changed: try answer.integer(index, 4))
    return try RowRecord.decode(
      try answer.bytes(index, 5), heading: heading, shape: try shape(ofTable: key.table))
  }

  func load(_ needs: RowNeeds) throws -> LoadedRows {
    // Before the rows are there, because their shapes may have to be asked for.
    let horizon = try org().horizon
    var loading = RowLoading(needs, org: orgParameter)
    if horizon > 0 { loading.addDead(needs, org: orgParameter) }
    let answers = try fetch(loading.queries)
    return try loading.take(answers, row: row)
  }

  func forEachRow(table: Int, _ body: (RowState) throws -> Void) throws {
    guard 0...RecordKey.tableMax ~= table else { return }
    let first = Int64(table) << 48
    try forEachPage(
      "SELECT \(Self.rowColumns) FROM godwit.rows WHERE org = $1 AND key BETWEEN $2 AND $3 AND NOT deleted",
      keys: first...(first | RecordKey.rowMax)
    ) { try body(try row($0, $1)) }
  }

  func forEachRow(
    in scope: Scope, table: Int, range: ClosedRange<Int64>, _ body: (RowState) throws -> Void
  ) throws {
    guard 0...RecordKey.tableMax ~= table, let last = knownLastRows[table], last > 0, range.overlaps(1...last) else {
      return
    }
    let first = Int64(table) << 48 | max(range.lowerBound, 1)
    let end = Int64(table) << 48 | min(range.upperBound, last)
    let count = try digests(of: [scope]).reduce(0) { $0 + $1.count }
    // A scope with few rows is quicker looked up in its index than found in the table.
    if end - first > 4 * count {
      try forEachIndexed(in: scope, keys: first...end, body)
    } else {
      // The sum keeps the planner from the index of scopes, which has the keys in another order: each page would read and
      // sort all that is left of the scope.
      try forEachPage(
        """
        SELECT \(Self.rowColumns) FROM godwit.rows
        WHERE org = $1 AND key BETWEEN $2 AND $3 AND NOT deleted AND scope + 0 = $5
        """, keys: first...end, .integer(scope.code)
      ) { try body(try row($0, $1)) }
    }
  }

  private func forEachIndexed(in scope: Scope, keys: ClosedRange<Int64>, _ body: (RowState) throws -> Void) throws {
    let answer = try fetch(
      Query(
        "SELECT key FROM godwit.rows WHERE org = $1 AND scope = $2 AND key BETWEEN $3 AND $4", orgParameter,
        .integer(scope.code), .integer(keys.lowerBound), .integer(keys.upperBound)))
    let found = try answer.rows.map { try answer.integer($0, 0) }.sorted()
    for start in stride(from: 0, to: found.count, by: Int(Self.pageRows)) {
      let page = Array(found[start..<min(found.count, start + Int(Self.pageRows))])
      let rows = try fetch(
        Query(
          """
          SELECT \(Self.rowColumns) FROM godwit.rows WHERE org = $1 AND key = ANY($2) AND NOT deleted ORDER BY key
          """, orgParameter, .integers(page)))
      for index in rows.rows { try body(try row(rows, index)) }
    }
  }

  /// Hands over what a statement selects, page by page in the order of keys.
  /// - Parameters:
  ///   - sql: takes the org, the first and the last key as its first parameters, and `rest` from the fifth on.
  ///   - body: is given the answer and the row in it; it may ask the store meanwhile.
  func forEachPage(
    _ sql: String, keys: ClosedRange<Int64>, _ rest: Parameter..., body: (QueryAnswer, Int32) throws -> Void
  ) throws {
    var first = keys.lowerBound
    while true {
      var query = Query(
        sql + " ORDER BY key LIMIT $4", orgParameter, .integer(first), .integer(keys.upperBound),
        .integer(Self.pageRows))
      query.parameters += rest
      let page = try fetch(query)
      for index in page.rows { try body(page, index) }
      guard page.rowCount == Self.pageRows else { return }
      let last = try page.integer(page.rowCount - 1, 0)
      guard last < keys.upperBound else { return }
      first = last + 1
    }
  }
}
