import ChangeModel

/// A row as it is to stand in Godwit, made from a record of a file.
public struct MappedRow: Hashable, Sendable {
  /// The line in the file on which its record begins, from 1.
  public var line: Int
  /// The key in the file, as people write it.
  public var key: String
  /// The table's index in the schema.
  public var table: Int
  public var id: RowID
  /// The columns that the mapping fills, ascending, with their values; references by ID.
  public var values: [Int: Value]
  /// For a rep: the territories to work in, by ID.
  public var territories: [RowID]
  /// What the record adds to the control totals of the mapping; nil for a field that is no number.
  var figures: [ExactDecimal?] = []

  public init(
    line: Int, key: String, table: Int, id: RowID, values: [Int: Value], territories: [RowID] = []
  ) {
    self.line = line
    self.key = key
    self.table = table
    self.id = id
    self.values = values
    self.territories = territories
  }
}

extension MappedRow {
  /// A hash of the row and of the columns that the mapping fills; what is NULL does not count.
  public var digest: Digest {
    let width = (values.keys.max() ?? -1) + 1
    return Digest.ofRow(table: table, id: id, values: (0..<width).map { values[$0] ?? .null })
  }
}

/// What became of the rows of a batch: each is in one of the counts, or refused.
public struct BatchOutcome: Hashable, Sendable {
  public var inserted: Int
  public var updated: Int
  public var unchanged: Int
  /// Why, by the row's place in the batch.
  public var refused: [Int: String]

  public init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0, refused: [Int: String] = [:]) {
    self.inserted = inserted
    self.updated = updated
    self.unchanged = unchanged
    self.refused = refused
  }
}

/// Why one record is not taken, in words that follow the line's number.
struct RowFault: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}
