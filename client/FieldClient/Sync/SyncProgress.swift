/// How far a sync has come, for people who wait.
public struct SyncProgress: Hashable, Sendable {
  /// Change sets handed in so far.
  public var pushed = 0
  /// Rows received so far.
  public var rows = 0
  /// About how many rows are still to come; 0 when not known.
  public var rowsLeft = 0
  /// Whether all has arrived and is being written to the replica.
  public var isApplying = false

  public init() {}
}

/// Takes note of how far a sync has come.
public typealias ProgressReport = @Sendable (SyncProgress) -> Void
