import ChangeModel

/// A device looks for the rows that differ, by ranges of row numbers in one scope and table.
public struct RangeRequest: Hashable, Sendable {
  public var scope: Scope
  public var table: Int
  /// Each range is closed at both ends.
  public var ranges: [ClosedRange<Int64>]
  /// Whether the rows themselves are wanted, instead of their digests.
  public var wantsRows: Bool

  public init(scope: Scope, table: Int, ranges: [ClosedRange<Int64>], wantsRows: Bool) {
    self.scope = scope
    self.table = table
    self.ranges = ranges
    self.wantsRows = wantsRows
  }
}
