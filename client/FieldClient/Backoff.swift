/// How long to wait before the next attempt after so many failed ones.
///
/// Exponential, with full jitter over the upper half, so that a thousand devices do not come back at the same instant;
/// never earlier than the server asked for.
public struct Backoff: Hashable, Sendable {
  public static let firstMilliseconds: Int64 = 500
  public static let maxMilliseconds: Int64 = 60_000

  /// Attempts that failed since the last success.
  public private(set) var failures = 0

  public init() {}

  /// Counts a failure, and gives the wait in milliseconds.
  /// - Parameters:
  ///   - retryAfterSeconds: what the server asked for; 0 when it did not.
  ///   - random: 64 random bits.
  public mutating func failed(retryAfterSeconds: Int, random: UInt64) -> Int64 {
    let doublings = min(failures, 20)
    failures += 1
    let ceiling = min(Self.maxMilliseconds, Self.firstMilliseconds << Int64(doublings))
    let own = ceiling / 2 + Int64(random % UInt64(ceiling / 2 + 1))
    let asked = Int64(max(0, min(retryAfterSeconds, 86_400))) * 1000
    guard asked > 0 else { return own }
    return max(own, asked + Int64(random % UInt64(asked / 10 + 1)))
  }

  /// Starts anew after a success.
  public mutating func succeeded() {
    failures = 0
  }
}
