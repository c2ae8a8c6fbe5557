/// One local transaction, or a union of whole ones: the unit that the server takes whole, exactly once, or not at all.
public struct ChangeSet: Hashable, Sendable {
  public var dot: Dot
  public var stamp: Stamp
  /// What the replica had seen when it sealed the change set.
  public var context: Context
  /// Whether several transactions of foreign SQLite clients may be in it. Only such a union may be split.
  public var isUnion: Bool
  /// In the order in which they are applied. A row may occur more than once only with different lags.
  public var changes: [RowChange]

  public init(dot: Dot, stamp: Stamp, context: Context, isUnion: Bool, changes: [RowChange]) {
    self.dot = dot
    self.stamp = stamp
    self.context = context
    self.isUnion = isUnion
    self.changes = changes
  }
}

/// What a change set does to one row.
public struct RowChange: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// The row is new. `cells` holds all columns, in order.
    case insert = 0
    /// `cells` holds the columns of every group that changed, in order.
    case update = 1
    /// The row goes. `cells` is empty.
    case delete = 2
  }

  /// The table's index in the schema.
  public var table: Int
  public var row: RowName
  public var kind: Kind
  /// How many positions earlier than the change set's base these cells were seen: not 0 only when the row had an
  /// unacknowledged edit under which newer values from the server were hidden.
  public var lag: Int64
  /// Ascending by column.
  public var cells: [CellChange]

  public init(table: Int, row: RowName, kind: Kind, lag: Int64 = 0, cells: [CellChange] = []) {
    self.table = table
    self.row = row
    self.kind = kind
    self.lag = lag
    self.cells = cells
  }

  /// The columns that occur in `cells`.
  public var mask: UInt64 { cells.reduce(0) { $0 | 1 << UInt64($1.column) } }
}

/// How a change set names a row: by the server's number, or by ID while the replica knows no number.
/// An insert always names its row by ID.
public enum RowName: Hashable, Sendable {
  case number(Int64)
  case id(RowID)
}

/// What happens to one cell.
public struct CellChange: Hashable, Sendable {
  public var column: Int
  public var edit: Edit

  public init(column: Int, edit: Edit) {
    self.column = column
    self.edit = edit
  }
}

/// A new value, or the difference where the column's policy needs one.
public enum Edit: Hashable, Sendable {
  case set(Value)
  /// `counter`: the sum of local differences.
  case add(Int64)
  /// `set`: what was added to and removed from the last value known; each ascending.
  case elements(added: [String], removed: [String])
  /// `text`: the value before the first local edit, and the one after the last.
  case text(base: String?, new: String?)
}
