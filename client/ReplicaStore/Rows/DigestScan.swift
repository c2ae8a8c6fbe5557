import ChangeModel
import GRDB

/// Reads rows as the digests see them.
struct DigestScan {
  struct Item {
    var row: Int64
    var scope: Scope
    var digest: Digest
  }

  let schema: Schema

  /// Hands over the rows of a table, ascending by number.
  /// - Parameter range: which of the server's numbers; nil for all rows, also those that it has not numbered.
  func run(_ db: Database, table: Int, range: ClosedRange<Int64>? = nil, _ body: (Item) throws -> Void) throws {
    guard schema.tables.indices.contains(table) else { return }
    let columns = schema.tables[table].columns
    let statement = try RawStatement(kept: sql(table, isRanged: range != nil), on: db)
    if let range {
      statement.bind(range.lowerBound, at: 1)
      statement.bind(min(range.upperBound, LocalRows.base - 1), at: 2)
    }
    var values = [Value](repeating: .null, count: columns.count)
    while try statement.step() {
      for (index, column) in columns.enumerated() {
        values[index] = value(statement, index + 3, isReference: column.kind == .reference)
      }
      let id = statement.rowID(2) ?? RowID(high: 0, low: 0)
      try body(
        Item(
          row: statement.int64(0), scope: Scope(code: statement.int64(1)),
          digest: Digest.ofRow(table: table, id: id, values: values)))
    }
  }

  private func value(_ statement: RawStatement, _ index: Int, isReference: Bool) -> Value {
    guard isReference, let id = statement.rowID(index) else { return statement.value(index) }
    return .reference(RowReference(id: id))
  }

  private func sql(_ index: Int, isRanged: Bool) -> String {
    let table = schema.tables[index]
    let code = ScopeSQL(schema: schema).code(of: index, row: "t")
    let columns = table.columns.map { "t." + SQLText.name($0.name) }
    let condition = isRanged ? " WHERE t.godwit_row BETWEEN ? AND ?" : ""
    return "SELECT \((["t.godwit_row", code, "t.id"] + columns).joined(separator: ", "))"
      + " FROM \(SQLText.name(table.name)) AS t\(condition) ORDER BY t.godwit_row"
  }
}
