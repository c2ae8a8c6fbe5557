/// A rate limit as a value: so many at once, and so many a second after that.
struct TokenBucket: Sendable {
  struct Rate: Sendable {
    /// How many may come at once.
    var burst: Double
    var perSecond: Double
  }

  private var tokens: Double
  /// Milliseconds since 1970 UTC.
  private(set) var updatedAt: Int64

  init(_ rate: Rate, now: Int64) {
    tokens = rate.burst
    updatedAt = now
  }

  /// Takes one token.
  /// - Returns: 0 when there was one, else the seconds until there will be.
  mutating func take(_ rate: Rate, now: Int64) -> Int {
    refill(rate, now: now)
    guard tokens < 1 else {
      tokens -= 1
      return 0
    }
    return rate.perSecond > 0 ? max(1, Int(((1 - tokens) / rate.perSecond).rounded(.up))) : 3_600
  }

  /// The seconds until there is a token; 0 when there is one.
  func wait(_ rate: Rate, now: Int64) -> Int {
    var trial = self
    return trial.take(rate, now: now)
  }

  /// Whether nothing would be lost by forgetting the bucket.
  func isFull(_ rate: Rate, now: Int64) -> Bool {
    var copy = self
    copy.refill(rate, now: now)
    return copy.tokens >= rate.burst
  }

  /// A clock that steps back refills nothing.
  private mutating func refill(_ rate: Rate, now: Int64) {
    let elapsed = Double(max(0, now - updatedAt)) / 1000
    tokens = min(rate.burst, tokens + elapsed * rate.perSecond)
    updatedAt = now
  }
}
