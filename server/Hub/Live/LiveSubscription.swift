import ChangeModel

/// One device's place among the listeners.
package struct LiveSubscription: Sendable {
  let id: UInt64
  /// Comes whenever there may be something to tell, and with each heartbeat; finishes when the subscription ends.
  package let wakes: AsyncStream<Void>
  let broadcaster: LiveBroadcaster

  /// What to write after a wake: a position, or a comment that shows that the connection lives.
  package func next() -> LiveEvent {
    broadcaster.take(id).map(LiveEvent.position) ?? .alive
  }

  /// Tells a position.
  package func tell(_ position: Position) {
    broadcaster.tell(id, position)
  }

  package func end() {
    broadcaster.end(id)
  }
}

/// What a stream of live events carries.
package enum LiveEvent: Hashable, Sendable {
  case position(Position)
  case alive

  /// In the event stream format of the WHATWG HTML standard.
  package var text: String {
    switch self {
    case .position(let position): "event: position\ndata: {\"position\": \(position)}\n\n"
    case .alive: ": alive\n\n"
    }
  }
}
