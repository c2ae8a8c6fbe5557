import Hub
import HubServer
import Synchronization
import TestSupport

/// A clock that a test sets, and chance from a seed.
final class TestClock: Sendable {
  private let state: Mutex<(now: Int64, chance: SplitMix64)>

  init(now: Int64 = 1_800_000_000_000, seed: UInt64 = 7) {
    state = Mutex((now, SplitMix64(seed: seed)))
  }

  var now: Int64 {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }

  var environment: HubEnvironment {
    HubEnvironment(now: { self.now }, randomBytes: { self.randomBytes($0) })
  }

  func randomBytes(_ count: Int) -> [UInt8] {
    state.withLock { state in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &state.chance) } }
  }
}
