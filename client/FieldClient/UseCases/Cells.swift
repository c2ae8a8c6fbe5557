import ChangeModel

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
