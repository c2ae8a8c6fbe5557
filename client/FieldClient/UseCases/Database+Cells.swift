import ChangeModel
import GRDB

extension Database {
  /// Adds a row. Table and columns are the program's own names, values are bound.
  func insert(into table: String, id: RowID, _ cells: Cells) throws {
    let columns = (["id"] + cells.columns).joined(separator: ", ")
    let marks = Array(repeating: "?", count: cells.columns.count + 1).joined(separator: ", ")
    try execute(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))",
      arguments: StatementArguments([Value(id).databaseValue] + cells.values.map(\.databaseValue)))
  }

  /// Changes the given columns of a row.
  func update(_ table: String, id: RowID, _ cells: Cells) throws {
    guard !cells.isEmpty else { return }
    let assignments = cells.columns.map { "\($0) = ?" }.joined(separator: ", ")
    try execute(
      sql: "UPDATE \(table) SET \(assignments) WHERE id = ?",
      arguments: StatementArguments(cells.values.map(\.databaseValue) + [Value(id).databaseValue]))
  }

  /// Removes a row.
  func delete(from table: String, id: RowID) throws {
    try execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [Value(id).databaseValue])
  }
}
