import SyncProtocol

/// Row numbers at which a replica and its server differ.
public struct RangeDifference: Hashable, Sendable {
  public var rows: ClosedRange<Int64>
  /// Rows that the replica has there.
  public var here: Int64
  /// Rows that the server has there.
  public var server: Int64

  public init(rows: ClosedRange<Int64>, here: Int64, server: Int64) {
    self.rows = rows
    self.here = here
    self.server = server
  }
}
