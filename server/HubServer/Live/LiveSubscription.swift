import ChangeModel

/// One device's place among the listeners.
struct LiveSubscription: Sendable {
  let id: UInt64
  /// Comes whenever there may be something to tell, and with each heartbeat; finishes when the subscription ends.
  let wakes: AsyncStream<Void>
  let broadcaster: LiveBroadcaster

  /// The event to write after a wake: a position, or a comment that shows that the connection lives.
  func nextEvent() -> String {
    guard let position = broadcaster.take(id) else { return ": alive\n\n" }
    return "event: position\ndata: {\"position\": \(position)}\n\n"
  }

  func end() {
    broadcaster.end(id)
  }
}
