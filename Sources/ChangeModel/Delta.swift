/// What a replica has to change to hold the server's state: state, not history, each row once.
public struct Delta: Hashable, Sendable {
  /// Ascending by table.
  public var tables: [TableDelta]

  public init(tables: [TableDelta] = []) {
    self.tables = tables
  }

  public var isEmpty: Bool { tables.allSatisfy(\.isEmpty) }
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rowCount } }
}

/// The part of a delta that concerns one table. Each list ascends by row number, and no row is in two of them.
public struct TableDelta: Hashable, Sendable {
  public var table: Int
  /// Rows that are deleted, have left the replica's scope, or never came to be.
  public var gone: [RowGone]
  /// Rows in full.
  public var full: [FullRow]
  /// Some columns of rows that the replica holds.
  public var cells: [RowCells]

  public init(table: Int, gone: [RowGone] = [], full: [FullRow] = [], cells: [RowCells] = []) {
    self.table = table
    self.gone = gone
    self.full = full
    self.cells = cells
  }

  public var isEmpty: Bool { gone.isEmpty && full.isEmpty && cells.isEmpty }
  public var rowCount: Int { gone.count + full.count + cells.count }
}

/// A row that the replica must not hold: by number, or by ID when a rejected insert never got one.
public typealias RowGone = RowName

public struct FullRow: Hashable, Sendable {
  public var row: Int64
  public var id: RowID
  /// All columns, in order. A reference has the number when the replica holds the target's table, else the ID.
  public var values: [Value]

  public init(row: Int64, id: RowID, values: [Value]) {
    self.row = row
    self.id = id
    self.values = values
  }
}

public struct RowCells: Hashable, Sendable {
  public var row: Int64
  public var mask: UInt64
  /// The columns of the mask, in order.
  public var values: [Value]

  public init(row: Int64, mask: UInt64, values: [Value]) {
    self.row = row
    self.mask = mask
    self.values = values
  }
}

/// How far a pull has come in one scope: everything up to a place in the order (position, table, row).
public struct PullMark: Hashable, Comparable, Sendable {
  public var position: Position
  public var table: Int
  public var row: Int64

  public init(position: Position, table: Int = .max, row: Int64 = .max) {
    self.position = position
    self.table = table
    self.row = row
  }

  /// Before everything.
  public static let start = PullMark(position: 0)

  public static func < (left: PullMark, right: PullMark) -> Bool {
    (left.position, left.table, left.row) < (right.position, right.table, right.row)
  }
}
