import ChangeModel

/// An accepted write to a column group, as the history keeps it.
public struct PastWrite: Sendable {
  public var write: Write
  /// What its maker had seen of the row.
  public var context: Context
  /// One edit for each column of the group, in order.
  public var edits: [Edit]

  public init(write: Write, context: Context, edits: [Edit]) {
    self.write = write
    self.context = context
    self.edits = edits
  }
}

/// Merges past writes once more: with all of them a group comes to what it holds, with fewer to what it would hold.
public enum GroupReplay {
  /// - Parameter writes: in the order of the log; the first one made the row.
  /// - Returns: the group's values; nil when there are no writes.
  public static func values(of group: ColumnGroup, in table: TableSchema, after writes: [PastWrite]) -> [Value]? {
    guard let first = writes.first else { return nil }
    let fallbacks = group.columns.map { table.columns[$0].fallback }
    var state = GroupState(changed: first.write.position, winner: first.write)
    var values = first.edits.map(\.written)
    // A set keeps who added what; everything else begins with what is written.
    for past in group.policy == .set ? writes[...] : writes.dropFirst() {
      let incoming = IncomingWrite(
        write: past.write, context: past.context, edits: past.edits, fallbacks: fallbacks)
      let merged = GroupMerge.merge(incoming, policy: group.policy, state: state, current: values)
      (state, values) = (merged.state, merged.values)
    }
    return values
  }
}
