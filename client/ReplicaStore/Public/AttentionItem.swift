import ChangeModel

/// A change set that the server rejected, kept until a person retries or discards it.
public struct AttentionItem: Hashable, Sendable {
  public var rejection: Rejection
  /// When it was sealed and when its rejection was applied, in milliseconds since 1970 UTC.
  public var sealedAt: Int64
  public var rejectedAt: Int64
  /// The edits themselves; their dot's sequence names the item.
  public var changeSet: ChangeSet

  public var sequence: Sequence { changeSet.dot.sequence }
}
