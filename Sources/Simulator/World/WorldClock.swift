import Hub
import Synchronization

/// The true time of a world, and the server's chance; handed to the hub as its surroundings.
final class WorldClock: Sendable {
  private struct State {
    var now: Int64
    var dice: Dice
  }

  /// Everyone's clock goes on by so many milliseconds at once.
  let grain: Int64
  /// 2026-09-21, in milliseconds since 1970 UTC.
  static let start: Int64 = 1_790_000_000_000
  private let state: Mutex<State>

  init(seed: UInt64, grain: Int64) {
    self.grain = max(1, grain)
    state = Mutex(State(now: Self.start, dice: Dice(seed: seed, stream: "server")))
  }

  var now: Int64 { state.withLock { $0.now } }

  /// What a right clock shows, the server's among them.
  var shownNow: Int64 {
    let now = now
    return now - now % grain
  }

  func set(_ time: Int64) {
    state.withLock { $0.now = max($0.now, time) }
  }

  var environment: HubEnvironment {
    HubEnvironment(
      now: { self.shownNow },
      randomBytes: { count in self.state.withLock { $0.dice.bytes(count) } })
  }
}
