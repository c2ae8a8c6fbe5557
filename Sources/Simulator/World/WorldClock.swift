import Hub
import Synchronization

/// The true time of a world, and the server's chance; handed to the hub as its surroundings.
final class WorldClock: Sendable {
  private struct State {
    var now: Int64
    /// How far the server's own clock is off.
    var serverError: Int64 = 0
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
  var serverNow: Int64 { state.withLock { shown($0.now) + $0.serverError } }

  /// What a right clock shows.
  var shownNow: Int64 { shown(now) }

  private func shown(_ time: Int64) -> Int64 { time - time % grain }

  func set(_ time: Int64) {
    state.withLock { $0.now = max($0.now, time) }
  }

  func stepServer(to error: Int64) {
    state.withLock { $0.serverError = error }
  }

  var environment: HubEnvironment {
    HubEnvironment(
      now: { self.serverNow },
      randomBytes: { count in self.state.withLock { $0.dice.bytes(count) } })
  }
}
