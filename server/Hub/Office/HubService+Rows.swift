import ChangeModel
import HubStore
import MergeEngine

extension HubService {
  /// The living rows of a table whose numbers are above `row`, as far as one page goes.
  /// - Returns: nil when there are none, nor will there be on later pages.
  /// - Throws: `OfficeFault` when there is no such table.
  public func rows(of tableName: String, after row: Int64) throws -> RowPage? {
    guard let table = schema.index(of: tableName) else { throw OfficeFault("There is no table \(tableName).") }
    return try store.read { store in
      // By what is there: after a restore most numbers below the last one belong to no row.
      let page = try store.storedRows(after: RowKey(table: table, row: row), limit: RowPage.rowsMax)
      let rows = page.filter { $0.key.table == table }
      guard let last = rows.last else { return nil }
      let living = rows.filter { !$0.isDeleted }
      return RowPage(rows: living.map { ImportRow($0, schema: schema.tables[table]) }, last: last.key.row)
    }
  }
}

/// Some rows of a table, in the order of their numbers.
public struct RowPage: Sendable {
  public static let rowsMax = 5_000

  public var rows: [ImportRow]
  /// The number after which the next page begins.
  public var last: Int64

  public init(rows: [ImportRow], last: Int64) {
    self.rows = rows
    self.last = last
  }
}

extension ImportRow {
  /// A row as an export shows it: all columns, references by ID.
  init(_ row: RowState, schema: TableSchema) {
    var values = [String: Value]()
    for (column, value) in zip(schema.columns, row.values) {
      values[column.name] = value.reference.map { .reference(RowReference(id: $0.id)) } ?? value
    }
    self.init(table: schema.name, id: row.id, values: values)
  }
}
