import Foundation

/// The device's clock and its source of chance: handed in, so that tests can step the one and fix the other.
public struct Surroundings: Sendable {
  /// The wall time in milliseconds since 1970 UTC; it may be wrong or step back.
  public var now: @Sendable () -> Int64
  /// 64 random bits.
  public var random: @Sendable () -> UInt64
  /// Returns after so many milliseconds, or throws when the task is cancelled.
  public var sleep: @Sendable (Int64) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Int64, random: @escaping @Sendable () -> UInt64,
    sleep: @escaping @Sendable (Int64) async throws -> Void
  ) {
    self.now = now
    self.random = random
    self.sleep = sleep
  }

  /// The machine's own.
  public static let machine = Surroundings(
    now: { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) },
    random: { UInt64.random(in: .min ... .max) },
    sleep: { try await Task.sleep(for: .milliseconds($0)) })

  /// So many random bytes.
  func randomBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random() >> 24) }
  }
}
