import ChangeModel

/// Ranges of row numbers of one scope and table in which a replica has rows, and its server none.
public struct StrayRows: Hashable, Sendable {
  public var scope: Scope
  public var table: Int
  public var ranges: [ClosedRange<Int64>]

  public init(scope: Scope, table: Int, ranges: [ClosedRange<Int64>]) {
    self.scope = scope
    self.table = table
    self.ranges = ranges
  }
}
