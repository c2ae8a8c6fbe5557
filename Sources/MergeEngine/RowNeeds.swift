import ChangeModel

/// What a merge must have loaded before it can go on. A store answers all of it in one round trip.
public struct RowNeeds: Sendable {
  /// Rows by number.
  public var keys: Set<RowKey> = []
  /// Rows by ID.
  public var ids: Set<TableID> = []
  /// Parents whose children are needed, all of them, deleted ones included.
  public var childrenOf: Set<RowKey> = []
  /// Values of unique columns whose owners are needed.
  public var uniqueValues: Set<UniqueValue> = []

  public init() {}

  /// What is not in `asked`.
  public func subtracting(_ asked: RowNeeds) -> RowNeeds {
    if isEmpty { return self }
    var rest = self
    rest.keys.subtract(asked.keys)
    rest.ids.subtract(asked.ids)
    rest.childrenOf.subtract(asked.childrenOf)
    rest.uniqueValues.subtract(asked.uniqueValues)
    return rest
  }

  public mutating func formUnion(_ other: RowNeeds) {
    if other.isEmpty { return }
    keys.formUnion(other.keys)
    ids.formUnion(other.ids)
    childrenOf.formUnion(other.childrenOf)
    uniqueValues.formUnion(other.uniqueValues)
  }

  public var isEmpty: Bool { keys.isEmpty && ids.isEmpty && childrenOf.isEmpty && uniqueValues.isEmpty }
}

/// A row's ID in a table.
public struct TableID: Hashable, Comparable, Sendable {
  public var table: Int
  public var id: RowID

  public init(table: Int, id: RowID) {
    self.table = table
    self.id = id
  }

  public static func < (left: TableID, right: TableID) -> Bool { (left.table, left.id) < (right.table, right.id) }
}

/// A value in a unique column.
public struct UniqueValue: Hashable, Sendable {
  public var table: Int
  public var column: Int
  public var value: Value

  public init(table: Int, column: Int, value: Value) {
    self.table = table
    self.column = column
    self.value = value
  }
}

/// A store's answer to `RowNeeds`. What does not exist is left out.
public struct LoadedRows: Sendable {
  /// Every row asked for by number or ID, and every child, deleted ones included.
  public var rows: [RowState]
  /// The children of each parent asked for.
  public var children: [RowKey: [RowKey]]
  /// The living owner of each unique value that has one.
  public var owners: [UniqueValue: RowKey]
  /// Those of the rows asked for by number or ID of which nothing else is kept.
  public var dead: [DeadRow]

  public init(
    rows: [RowState] = [], children: [RowKey: [RowKey]] = [:], owners: [UniqueValue: RowKey] = [:],
    dead: [DeadRow] = []
  ) {
    self.rows = rows
    self.children = children
    self.owners = owners
    self.dead = dead
  }
}
