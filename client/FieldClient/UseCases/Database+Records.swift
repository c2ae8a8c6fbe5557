import ChangeModel
import GRDB

extension Database {
  /// All rows of a query.
  func records(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Record] {
    let rows = try Row.fetchCursor(self, sql: sql, arguments: arguments)
    var records = [Record]()
    while let row = try rows.next() {
      // The engine's own columns are nobody's to see.
      let cells = row.filter { !$0.0.hasPrefix("godwit_") }
      records.append(Record(columns: cells.map(\.0), values: cells.map { Value($0.1) }))
    }
    return records
  }

  /// The first row of a query.
  func record(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Record? {
    try records(sql, arguments).first
  }
}
