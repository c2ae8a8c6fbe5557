/// A token bucket for each key, with a bound on how many are remembered.
struct RateLimits<Key: Hashable & Comparable & Sendable>: Sendable {
  let rate: TokenBucket.Rate
  let keysMax: Int
  private var buckets: [Key: TokenBucket] = [:]

  init(_ rate: TokenBucket.Rate, keysMax: Int = 100_000) {
    self.rate = rate
    self.keysMax = keysMax
  }

  /// Takes one token of this key.
  /// - Returns: 0 when there was one, else the seconds to wait.
  mutating func take(_ key: Key, now: Int64) -> Int {
    if buckets.count >= keysMax, buckets[key] == nil { forget(now: now) }
    return buckets[key, default: TokenBucket(rate, now: now)].take(rate, now: now)
  }

  /// The seconds to wait until there is a token, without taking one.
  func wait(_ key: Key, now: Int64) -> Int {
    (buckets[key] ?? TokenBucket(rate, now: now)).wait(rate, now: now)
  }

  /// Forgets full buckets; when none is full, all, which is generous for a moment, and bounded.
  private mutating func forget(now: Int64) {
    buckets = buckets.filter { !$0.value.isFull(rate, now: now) }
    if buckets.count >= keysMax { buckets = [:] }
  }
}
