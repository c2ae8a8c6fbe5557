/// What the maker of a change set had seen: a version vector, compressed.
///
/// The server puts all that it accepts in one log, and a replica always holds a prefix of that log (for its scope).
/// So a vector is the length of that prefix, the maker's own earlier change sets (all of them, implied by the dot),
/// and a sparse map of other devices' sequences learned without the server. `contains` answers exactly as the full
/// vector would.
public struct Context: Hashable, Sendable {
  /// All change sets up to this position were seen.
  public var base: Position
  /// Change sets of other devices seen beyond the base: device to highest sequence. Ordered by device.
  public var others: [Dot]

  public init(base: Position, others: [Dot] = []) {
    self.base = base
    self.others = others.sorted()
  }

  /// Whether the maker of the change set `author` had seen `write`.
  public func contains(_ write: Write, author: Dot) -> Bool {
    if write.position <= base { return true }
    if write.dot.device == author.device { return write.dot.sequence < author.sequence }
    return others.contains { $0.device == write.dot.device && write.dot.sequence <= $0.sequence }
  }

  /// The same context with a base that lies `lag` positions earlier.
  public func lagging(by lag: Int64) -> Context {
    var context = self
    context.base = max(0, base - max(0, lag))
    return context
  }
}
