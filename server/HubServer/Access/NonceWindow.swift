import ChangeModel

/// The nonces of requests that were admitted, for as long as their time would still be admitted.
///
/// Bounded: when it is full it forgets the oldest minute, and from then on refuses requests that are as old.
struct NonceWindow: Sendable {
  private struct Key: Hashable {
    var device: DeviceNumber
    var nonce: String
  }

  private static let minute: Int64 = 60_000
  private let windowMilliseconds: Int64
  private let countMax: Int
  /// Requests made before this time are refused: their nonces are not, or no longer, known.
  private(set) var floor: Int64
  private var minutes: [Int64: Set<Key>] = [:]
  private(set) var count = 0

  /// - Parameter start: the server's start; what was admitted before it is not known.
  init(start: Int64, windowMilliseconds: Int64, countMax: Int = 500_000) {
    floor = start
    self.windowMilliseconds = windowMilliseconds
    self.countMax = countMax
  }

  /// Whether a request made at this time can be judged.
  func covers(_ time: Int64, now: Int64) -> Bool {
    let (difference, overflow) = time.subtractingReportingOverflow(now)
    return !overflow && difference.magnitude <= UInt64(windowMilliseconds) && time >= floor
  }

  /// Notes a nonce.
  /// - Returns: false when it was noted before, or its time is out of the window.
  mutating func admit(device: DeviceNumber, nonce: String, time: Int64, now: Int64) -> Bool {
    expire(now: now)
    guard covers(time, now: now) else { return false }
    guard minutes[time / Self.minute, default: []].insert(Key(device: device, nonce: nonce)).inserted else {
      return false
    }
    count += 1
    while count > countMax, minutes.count > 1 { forgetOldest() }
    return true
  }

  private mutating func expire(now: Int64) {
    while let oldest = minutes.keys.min(), (oldest + 1) * Self.minute < now - windowMilliseconds {
      count -= minutes.removeValue(forKey: oldest)?.count ?? 0
    }
  }

  private mutating func forgetOldest() {
    guard let oldest = minutes.keys.min() else { return }
    count -= minutes.removeValue(forKey: oldest)?.count ?? 0
    floor = max(floor, (oldest + 1) * Self.minute)
  }
}
