import ChangeModel
import Synchronization

/// Tells subscribed devices that something changed in one of their scopes. It holds nothing that must survive.
public final class LiveBroadcaster: Sendable {
  fileprivate struct Subscriber {
    var device: DeviceNumber
    var scopes: [Scope]
    /// The position to tell next, when it was not told yet.
    var untold: Position?
    var wake: AsyncStream<Void>.Continuation
  }

  fileprivate struct State {
    var nextID: UInt64 = 1
    var subscribers: [UInt64: Subscriber] = [:]
    var readers: [Scope: Set<UInt64>] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// How many devices listen.
  public var subscriberCount: Int { state.withLock { $0.subscribers.count } }

  /// Begins to listen.
  func subscribe(device: DeviceNumber, scopes: [Scope]) -> LiveSubscription {
    let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      let id = state.nextID
      state.nextID += 1
      state.subscribers[id] = Subscriber(device: device, scopes: scopes, wake: wake)
      for scope in scopes { state.readers[scope, default: []].insert(id) }
      return id
    }
    return LiveSubscription(id: id, wakes: wakes, broadcaster: self)
  }

  /// Tells one subscriber a position, unless it is to be told a later one already.
  func tell(_ id: UInt64, _ position: Position) {
    state.withLock { state in
      state.tell(id, position)
    }
  }

  /// Tells the readers of these scopes of a new position.
  func publish(_ position: Position, scopes: Set<Scope>) {
    state.withLock { state in
      for scope in scopes {
        for id in state.readers[scope] ?? [] {
          state.tell(id, position)
        }
      }
    }
  }

  /// Tells everyone of a new position.
  func publishToAll(_ position: Position) {
    state.withLock { state in
      for id in Array(state.subscribers.keys) { state.tell(id, position) }
    }
  }

  /// Wakes everyone, so that those with nothing to tell show that the connection lives.
  package func beat() {
    state.withLock { state in
      for subscriber in state.subscribers.values { subscriber.wake.yield() }
    }
  }

  /// The position to tell, once; nil when there is none.
  func take(_ id: UInt64) -> Position? {
    state.withLock { state in
      let position = state.subscribers[id]?.untold
      state.subscribers[id]?.untold = nil
      return position
    }
  }

  /// Ends one subscription; its stream of wakes finishes.
  func end(_ id: UInt64) {
    state.withLock { $0.remove(id) }
  }

  /// Ends the subscriptions of these devices: they were revoked, or their scopes changed.
  func end(devices: Set<DeviceNumber>) {
    state.withLock { state in
      for (id, subscriber) in state.subscribers where devices.contains(subscriber.device) { state.remove(id) }
    }
  }
}

extension LiveBroadcaster.State {
  /// Other servers' positions may come late: the later one counts.
  fileprivate mutating func tell(_ id: UInt64, _ position: Position) {
    guard let subscriber = subscribers[id] else { return }
    subscribers[id]?.untold = max(position, subscriber.untold ?? 0)
    subscriber.wake.yield()
  }

  fileprivate mutating func remove(_ id: UInt64) {
    guard let subscriber = subscribers.removeValue(forKey: id) else { return }
    for scope in subscriber.scopes {
      readers[scope]?.remove(id)
      if readers[scope]?.isEmpty == true { readers[scope] = nil }
    }
    subscriber.wake.finish()
  }
}
