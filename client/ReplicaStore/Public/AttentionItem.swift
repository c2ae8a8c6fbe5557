import ChangeModel

/// A change set that the server rejected, kept until a person retries or discards it.
public struct AttentionItem: Hashable, Sendable {
  public var rejection: Rejection
  /// When it was sealed and when its rejection was applied, in milliseconds since 1970 UTC.
  public var sealedAt: Int64
  public var rejectedAt: Int64
  /// The edits themselves.
  public var changeSet: ChangeSet
  /// What people call it: mostly the sequence under which it was handed in.
  public var sequence: Sequence
}
