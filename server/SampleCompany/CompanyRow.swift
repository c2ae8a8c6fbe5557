import ChangeModel

/// A row of a generated company.
public struct CompanyRow: Hashable, Sendable {
  public var table: String
  public var id: RowID
  /// By column name.
  public var values: [String: Value]
  /// Of a person who uses Godwit: the territories to work in, none for the office, who has all. nil for any other row.
  public var territories: [RowID]?

  init(_ table: String, _ id: RowID, _ values: [String: Value]) {
    self.table = table
    self.id = id
    self.values = values
  }
}

extension Value {
  static func row(_ id: RowID) -> Value { .reference(RowReference(id: id)) }
  static func number(_ number: Int) -> Value { .integer(Int64(number)) }
}

extension CompanyRow {
  /// A hash of the row, the same wherever it is made.
  public var digest: Digest {
    var hash = SipHash()
    hash.append(table)
    hash.append(id.high)
    hash.append(id.low)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      hash.append(name)
      hash.append(value)
    }
    return hash.finish()
  }
}
