import ChangeModel
import MergeEngine
import SyncProtocol

/// The form in which a store keeps a row: some columns that are indexed, and one record with all the rest.
///
/// The record is, in this order:
///
///     byte      16, plus 1 when `entered` follows, 2 when the row is deleted, 4 when groups follow
///     signed    changed - entered, when they differ
///     write     who inserted the row
///     writes    how many further ones, and they; only for a deleted row or when groups follow
///     index     the deletion, among the writes; only for a deleted row
///     values    how many, and they
///     count     of groups
///     groups    how many are not as the insert left them, and they; only when groups follow
///
/// A group as the insert left it has the insert as its only head, so a row that was never changed takes about a dozen
/// bytes beyond its values. Positions are differences from the row's `changed`.
package enum RowRecord {
  /// What the indexed columns hold.
  package struct Heading {
    var key: RowKey
    var id: RowID
    var scope: Scope
    var parent: RowKey?
    var changed: Position

    package init(key: RowKey, id: RowID, scope: Scope, parent: RowKey?, changed: Position) {
      self.key = key
      self.id = id
      self.scope = scope
      self.parent = parent
      self.changed = changed
    }
  }

  struct Flags: OptionSet {
    var rawValue: UInt8
    static let entered = Flags(rawValue: 1)
    static let deleted = Flags(rawValue: 2)
    static let groups = Flags(rawValue: 4)
    static let all: Flags = [.entered, .deleted, .groups]
    /// The upper half of the first byte: the record's own version.
    static let version: UInt8 = 0x10
  }

  /// What a group adds to its entry, in the low bits of the winner's index.
  struct GroupFlags: OptionSet {
    var rawValue: UInt64
    static let changed = GroupFlags(rawValue: 1)
    static let siblings = GroupFlags(rawValue: 2)
    static let additions = GroupFlags(rawValue: 4)
    static let bits: UInt64 = 3
  }

  /// A group as the insert left it.
  static func untouched(since created: Write) -> GroupState {
    GroupState(changed: created.position, winner: created)
  }
}

/// What the schema asks of each row of a table, so that rows from before a column was appended can be filled up.
package struct RowShape: Sendable {
  /// One for each column.
  let fallbacks: [Value]
  let groupCount: Int

  package init(_ table: TableSchema) {
    fallbacks = table.columns.map(\.fallback)
    groupCount = table.groups.count
  }

  /// Gives a row the columns and groups that it was stored without.
  package func fill(_ row: inout RowState) {
    if row.values.count < fallbacks.count { row.values += fallbacks[row.values.count...] }
    while row.groups.count < groupCount { row.groups.append(RowRecord.untouched(since: row.created)) }
  }
}
