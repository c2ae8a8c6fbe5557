/// How much a store keeps of what is gone.
public struct GarbageCount: Hashable, Sendable {
  /// Deleted rows, whole.
  public var tombstones: Int
  /// Rows that left a scope.
  public var departures: Int
  /// Rows of which only that is kept that they were there; whatever the position.
  public var dead: Int

  public init(tombstones: Int, departures: Int, dead: Int) {
    self.tombstones = tombstones
    self.departures = departures
    self.dead = dead
  }
}
