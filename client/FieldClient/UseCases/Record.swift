import ChangeModel
import Foundation
import GRDB

/// A row as a person or a program is shown it: columns with their values, in order.
public struct Record: Hashable, Sendable {
  public private(set) var columns: [String]
  public private(set) var values: [Value]

  public init(columns: [String] = [], values: [Value] = []) {
    self.columns = columns
    self.values = values
  }

  /// The value, or nil when there is no such column.
  public subscript(_ column: String) -> Value? {
    columns.firstIndex(of: column).map { values[$0] }
  }

  /// The record with one column more.
  public func adding(_ column: String, _ value: Value) -> Record {
    Record(columns: columns + [column], values: values + [value])
  }

  /// The row's ID, if it has one.
  public var id: RowID? { rowID("id") }

  public func text(_ column: String) -> String? { self[column]?.text }
  public func integer(_ column: String) -> Int64? { self[column]?.integer }

  /// The ID that a column holds.
  public func rowID(_ column: String) -> RowID? {
    if case .blob(let bytes)? = self[column] { return RowID(bytes) }
    return nil
  }
}

extension Value {
  /// As SQLite stores it in a replica's table.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    case .reference(let reference): (reference.id.map { Data($0.bytes) }).databaseValue
    }
  }

  init(_ stored: DatabaseValue) {
    switch stored.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob([UInt8](data))
    }
  }

  init(_ id: RowID) { self = .blob(id.bytes) }
}

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
