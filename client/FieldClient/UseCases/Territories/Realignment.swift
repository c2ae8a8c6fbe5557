/// What a realignment of territories does, or would do.
public struct Realignment: Sendable {
  /// The customers that move, the greatest sales in front: `territory` now, `to`, `net`, `visits`, `currency`.
  public var moves: [Record]
  /// Each territory that gives or gets: customers, sales and visits of a year before and after.
  public var territories: [Record]
  /// Whether it was done.
  public var isDone: Bool
}
