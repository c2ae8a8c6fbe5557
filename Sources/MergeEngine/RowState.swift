import ChangeModel

/// The place of a row in the org: its table and its number there.
public struct RowKey: Hashable, Comparable, Sendable {
  public var table: Int
  public var row: Int64

  public init(table: Int, row: Int64) {
    self.table = table
    self.row = row
  }

  public static func < (left: RowKey, right: RowKey) -> Bool {
    (left.table, left.row) < (right.table, right.row)
  }

  /// In one word: these are looked up many times for each row.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(row ^ Int64(table) << 48)
  }
}

/// All that the server knows of a row: what readers see, and what the next merge needs.
public struct RowState: Hashable, Sendable {
  public var key: RowKey
  public var id: RowID
  public var scope: Scope
  /// The row on which this one hangs: an order's customer, a conflict's subject. It moves and goes with it.
  public var parent: RowKey?
  /// Where the log has the row's creation, its last move to another scope, or its return from deletion: a replica
  /// that has not come so far gets the row in full.
  public var entered: Position
  /// Where the log has the last change that readers see.
  public var changed: Position
  /// Who inserted the row.
  public var created: Write
  /// Who deleted the row; nil while it lives. A deleted row keeps its values, for an update that it did not see.
  public var deletion: Write?
  /// All columns, in order. References have both number and ID.
  public var values: [Value]
  /// All groups, in the order of the table's schema.
  public var groups: [GroupState]

  public init(
    key: RowKey, id: RowID, scope: Scope, parent: RowKey? = nil, entered: Position, changed: Position,
    created: Write, deletion: Write? = nil, values: [Value], groups: [GroupState]
  ) {
    self.key = key
    self.id = id
    self.scope = scope
    self.parent = parent
    self.entered = entered
    self.changed = changed
    self.created = created
    self.deletion = deletion
    self.values = values
    self.groups = groups
  }

  public var isDeleted: Bool { deletion != nil }

  /// The row's hash for the digest of its scope and table.
  public var digest: Digest { Digest.ofRow(table: key.table, id: id, values: values) }
}

/// What the server knows of one column group of a row.
///
/// The *heads* are the causally greatest writes: none of them had seen another. There is one, unless writes were
/// concurrent and nobody has written since. Keeping them all makes the result independent of the order of arrival.
public struct GroupState: Hashable, Sendable {
  /// Where the log has the last change of the group's value.
  public var changed: Position
  /// The head whose value stands; for `counter`, `set` and `text` the latest head.
  public var winner: Write
  /// The other heads.
  public var siblings: [Sibling]
  /// For `set`: the additions that stand, by element, ascending. An element is in the set while it has any.
  public var additions: [SetAddition]

  public init(changed: Position, winner: Write, siblings: [Sibling] = [], additions: [SetAddition] = []) {
    self.changed = changed
    self.winner = winner
    self.siblings = siblings
    self.additions = additions
  }

  /// All heads.
  public var heads: [Write] { [winner] + siblings.map(\.write) }
}

/// A head that does not stand, with what it wrote.
public struct Sibling: Hashable, Sendable {
  public var write: Write
  /// The group's columns, in order; empty for `counter`, `set` and `text`, where nothing is lost.
  public var values: [Value]

  public init(write: Write, values: [Value]) {
    self.write = write
    self.values = values
  }
}

/// One write that added one element to a set.
public struct SetAddition: Hashable, Sendable {
  public var element: String
  public var write: Write

  public init(element: String, write: Write) {
    self.element = element
    self.write = write
  }
}
