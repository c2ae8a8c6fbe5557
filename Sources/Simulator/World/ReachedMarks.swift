/// How often rare paths were taken: one that is never taken is not tested.
public struct ReachedMarks: Sendable, Equatable {
  public private(set) var counts: [String: Int] = [:]

  public init() {}

  mutating func reach(_ mark: String, _ count: Int = 1) {
    if count > 0 { counts[mark, default: 0] += count }
  }

  public mutating func add(_ other: ReachedMarks) {
    for (mark, count) in other.counts { reach(mark, count) }
  }
}
