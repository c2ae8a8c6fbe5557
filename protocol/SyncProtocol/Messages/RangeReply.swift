import ChangeModel

public struct RangeReply: Hashable, Sendable {
  public var position: Position
  /// One for each range of the request, in its order, when digests were asked for.
  public var digests: [RangeDigest]
  /// The living rows of the ranges, in full, when rows were asked for.
  public var rows: Delta

  public init(position: Position, digests: [RangeDigest], rows: Delta) {
    self.position = position
    self.digests = digests
    self.rows = rows
  }
}
