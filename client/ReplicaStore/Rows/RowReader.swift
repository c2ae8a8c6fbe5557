import ChangeModel
import MergeEngine

/// One row as it stands in its table.
struct ReadRow {
  var id: RowID
  /// The columns asked for, ascending. References have the ID, and the server's number where it is known.
  var values: [(column: Int, value: Value)]
  /// The columns whose text was not UTF-8, and was read with replacement characters.
  var repaired: UInt64
  /// The number of the row with which it lands; nil when that is itself, or was not asked for.
  var root: Int64?
}

/// Reads rows by number.
struct RowReader {
  let schema: Schema
  let statements: Statements

  /// - Parameters:
  ///   - mask: the columns wanted.
  ///   - wantsRoot: whether to look for the row with which it lands.
  func read(_ key: RowKey, mask: UInt64, wantsRoot: Bool) throws -> ReadRow? {
    let table = schema.tables[key.table]
    let columns = table.columns.indices.filter { mask & (1 << UInt64($0)) != 0 }
    let statement = try statements(wantsRoot ? .readWithRoot : .read, table: key.table, mask: mask) {
      sql(key.table, columns: columns, wantsRoot: wantsRoot)
    }
    statement.bind(key.row, at: 1)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    var row = ReadRow(id: statement.rowID(0) ?? RowID(high: 0, low: 0), values: [], repaired: 0)
    if !statement.isNull(1) { row.root = statement.int64(1) }
    row.values.reserveCapacity(columns.count)
    var place = 2
    for column in columns {
      row.values.append((column, value(table.columns[column], statement, &place, column, &row.repaired)))
    }
    return row
  }

  private func value(
    _ column: ColumnSchema, _ statement: RawStatement, _ place: inout Int, _ index: Int, _ repaired: inout UInt64
  ) -> Value {
    defer { place += column.kind == .reference ? 2 : 1 }
    if statement.isNull(place) { return .null }
    switch column.kind {
    case .text:
      let (text, wasRepaired) = statement.text(place)
      if wasRepaired { repaired |= 1 << UInt64(index) }
      return .text(text)
    case .reference:
      // Bytes that are no ID are left to the server to refuse.
      guard let id = statement.rowID(place) else { return .blob(statement.bytes(place)) }
      let row = statement.int64(place + 1)
      return .reference(RowReference(row: LocalRows.contains(row) ? 0 : row, id: id))
    case .integer, .real, .blob:
      return statement.value(place)
    }
  }

  private func sql(_ index: Int, columns: [Int], wantsRoot: Bool) -> String {
    let table = schema.tables[index]
    let root = wantsRoot ? RootSQL(schema: schema).root(of: index, row: "t") : nil
    var terms = ["t.id", root ?? "NULL"]
    for column in columns.map({ table.columns[$0] }) {
      let name = "t." + SQLText.name(column.name)
      terms.append(name)
      if let target = column.references {
        terms.append("(SELECT godwit_row FROM \(SQLText.name(target)) AS target WHERE target.id = \(name))")
      }
    }
    return "SELECT \(terms.joined(separator: ", ")) FROM \(SQLText.name(table.name)) AS t WHERE t.godwit_row = ?"
  }
}
