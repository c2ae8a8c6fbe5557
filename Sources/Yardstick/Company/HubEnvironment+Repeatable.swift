import Hub
import Synchronization

extension HubEnvironment {
  /// A clock that goes on by a millisecond each time, and numbers that are the same in each run.
  public static func repeatable() -> HubEnvironment {
    let chance = RepeatableChance()
    return HubEnvironment(now: chance.now, randomBytes: chance.bytes)
  }
}

private final class RepeatableChance: Sendable {
  private let state = Mutex((time: Int64(1_800_000_000_000), random: SplitMix(state: 7)))

  @Sendable func now() -> Int64 {
    state.withLock { state in
      state.time += 1
      return state.time
    }
  }

  @Sendable func bytes(_ count: Int) -> [UInt8] {
    state.withLock { state in (0..<count).map { _ in UInt8(truncatingIfNeeded: state.random.next()) } }
  }
}
