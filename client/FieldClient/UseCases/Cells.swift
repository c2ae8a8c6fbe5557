import ChangeModel
import GRDB

/// Values for columns of one row, in the order in which they were given.
public struct Cells: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  public private(set) var columns: [String] = []
  public private(set) var values: [Value] = []

  public init() {}

  public init(dictionaryLiteral elements: (String, Value)...) {
    for (column, value) in elements { self[column] = value }
  }

  public var isEmpty: Bool { columns.isEmpty }

  /// The value for a column; nil when none was given, and then the row keeps, or begins with, its own.
  public subscript(_ column: String) -> Value? {
    get { columns.firstIndex(of: column).map { values[$0] } }
    set {
      let place = columns.firstIndex(of: column)
      switch (place, newValue) {
      case (let place?, let value?): values[place] = value
      case (nil, let value?):
        columns.append(column)
        values.append(value)
      case (let place?, nil):
        columns.remove(at: place)
        values.remove(at: place)
      case (nil, nil): break
      }
    }
  }
}

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
