import ChangeModel

/// A row as another system has it.
public struct ImportRow: Hashable, Sendable {
  /// The table's name.
  public var table: String
  public var id: RowID
  /// By column name. Columns that are not named stay as they are, or hold their fallback in a new row. References
  /// are given by ID.
  public var values: [String: Value]

  public init(table: String, id: RowID, values: [String: Value]) {
    self.table = table
    self.id = id
    self.values = values
  }
}

/// What an import did.
public struct ImportOutcome: Codable, Hashable, Sendable {
  public var inserted: Int
  public var updated: Int
  public var unchanged: Int
  /// The rows that were refused; all others landed.
  public var rejected: [RejectedRow]

  public init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0, rejected: [RejectedRow] = []) {
    self.inserted = inserted
    self.updated = updated
    self.unchanged = unchanged
    self.rejected = rejected
  }
}

/// A row that was refused.
public struct RejectedRow: Codable, Hashable, Sendable {
  /// The row's place in what was handed in, from 0.
  public var index: Int
  public var table: String
  /// The row's ID as text.
  public var id: String
  /// Why, in words.
  public var message: String

  public init(index: Int, table: String, id: String, message: String) {
    self.index = index
    self.table = table
    self.id = id
    self.message = message
  }
}
