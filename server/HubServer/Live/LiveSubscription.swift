import ChangeModel

/// One device's place among the listeners.
struct LiveSubscription: Sendable {
  let id: UInt64
  /// Comes whenever there may be something to tell, and with each heartbeat; finishes when the subscription ends.
  let wakes: AsyncStream<Void>
  let broadcaster: LiveBroadcaster

  /// What to write after a wake: a position, or a comment that shows that the connection lives.
  func next() -> LiveEvent {
    broadcaster.take(id).map(LiveEvent.position) ?? .alive
  }

  /// Tells a position.
  func tell(_ position: Position) {
    broadcaster.tell(id, position)
  }

  func end() {
    broadcaster.end(id)
  }
}

/// What a stream of live events carries.
enum LiveEvent: Hashable, Sendable {
  case position(Position)
  case alive

  /// In the event stream format of the WHATWG HTML standard.
  var text: String {
    switch self {
    case .position(let position): "event: position\ndata: {\"position\": \(position)}\n\n"
    case .alive: ": alive\n\n"
    }
  }
}
