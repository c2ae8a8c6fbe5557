import ChangeModel

/// The clock and the source of chance of a hub, handed in so that a simulator can drive them.
public struct HubEnvironment: Sendable {
  /// Milliseconds since 1970 UTC.
  public var now: @Sendable () -> Int64
  /// So many random bytes, fit for secrets.
  public var randomBytes: @Sendable (Int) -> [UInt8]

  public init(now: @escaping @Sendable () -> Int64, randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
    self.now = now
    self.randomBytes = randomBytes
  }

  /// A random number that is not 0, which means "none" where tickets and epochs are kept.
  public func randomNumber() -> UInt64 {
    let number = randomBytes(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return number == 0 ? 1 : number
  }

  /// A fresh ID for one row.
  public func newRowID() -> RowID {
    var generator = RowIDGenerator(origin: randomNumber())
    return generator.next(now: now())
  }
}
