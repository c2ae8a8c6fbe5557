import ChangeModel

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

  /// The record without a column.
  func removing(_ column: String) -> Record {
    let kept = columns.indices.filter { columns[$0] != column }
    return Record(columns: kept.map { columns[$0] }, values: kept.map { values[$0] })
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
