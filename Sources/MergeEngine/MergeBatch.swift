import ChangeModel

/// All that a batch of merges changed: what a store commits in one durable transaction.
public struct MergeBatch: Sendable {
  /// Rows that are new or changed, in their final state, ascending by key.
  public var rows: [RowState] = []
  /// Rows that left a scope.
  public var departures: [Departure] = []
  /// What is to be added to the digest and the row count of each scope and table.
  public var digests: [ScopeTable: DigestChange] = [:]
  /// Values of unique columns that rows took or gave up.
  public var uniqueGained: [UniqueValue: RowKey] = [:]
  public var uniqueReleased: Set<UniqueValue> = []
  /// For each table in which rows were numbered, the highest number given.
  public var lastRows: [Int: Int64] = [:]
  /// The position of the last accepted change set.
  public var head: Position

  public init(head: Position) {
    self.head = head
  }
}

/// A row that readers of a scope must drop, because it moved to another.
public struct Departure: Hashable, Sendable {
  public var scope: Scope
  public var position: Position
  public var key: RowKey

  public init(scope: Scope, position: Position, key: RowKey) {
    self.scope = scope
    self.position = position
    self.key = key
  }
}

public struct ScopeTable: Hashable, Comparable, Sendable {
  public var scope: Scope
  public var table: Int

  public init(scope: Scope, table: Int) {
    self.scope = scope
    self.table = table
  }

  public static func < (left: ScopeTable, right: ScopeTable) -> Bool {
    (left.scope, left.table) < (right.scope, right.table)
  }
}

/// A difference of digests and row counts.
public struct DigestChange: Hashable, Sendable {
  public var digest: Digest
  public var count: Int64

  public init(digest: Digest = .zero, count: Int64 = 0) {
    self.digest = digest
    self.count = count
  }

  mutating func add(_ other: DigestChange) {
    digest = digest + other.digest
    count += other.count
  }
}
