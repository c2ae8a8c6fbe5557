/// A hybrid logical time (Kulkarni et al., "Logical Physical Clocks", 2014) in one integer.
///
/// The upper 47 bits are milliseconds since 1970 UTC, the lower 16 a counter. Stamps order causally related writes as
/// they happened and break ties among concurrent ones; they never decide whether two writes are concurrent.
public struct Stamp: Hashable, Comparable, Sendable {
  public let rawValue: Int64

  /// - Parameter rawValue: negative numbers, which no clock issues, are taken as 0.
  public init(rawValue: Int64) {
    self.rawValue = max(0, rawValue)
  }

  public init(milliseconds: Int64, counter: UInt16 = 0) {
    self.rawValue = Stamp.clamped(milliseconds) << 16 | Int64(counter)
  }

  public static let zero = Stamp(rawValue: 0)

  /// Milliseconds since 1970 UTC.
  public var milliseconds: Int64 { rawValue >> 16 }

  /// The least stamp above this one; the greatest of all has none above it and gives itself.
  public var next: Stamp { rawValue == .max ? self : Stamp(rawValue: rawValue + 1) }

  /// The same counter at a time moved by a clock's measured error.
  public func moved(byMilliseconds offset: Int64) -> Stamp {
    let (time, overflow) = milliseconds.addingReportingOverflow(offset)
    let moved = overflow ? (offset > 0 ? Int64.max : 0) : time
    return Stamp(rawValue: Stamp.clamped(moved) << 16 | rawValue & 0xFFFF)
  }

  public static func < (left: Stamp, right: Stamp) -> Bool { left.rawValue < right.rawValue }

  private static func clamped(_ milliseconds: Int64) -> Int64 { max(0, min(milliseconds, 1 << 47 - 1)) }
}

/// One device's hybrid logical clock. The wall time is handed in.
public struct HybridClock: Sendable {
  /// The last stamp issued or observed; what must survive a restart.
  public private(set) var last: Stamp

  public init(last: Stamp = .zero) {
    self.last = last
  }

  /// A stamp above all that this clock issued or observed.
  /// - Parameter now: the device's wall time in milliseconds since 1970 UTC; it may be wrong or step back.
  public mutating func tick(now: Int64) -> Stamp {
    last = max(Stamp(milliseconds: now), last.next)
    return last
  }

  /// Makes later stamps stand above one that came from elsewhere.
  ///
  /// Only stamps that the server admitted are observed, so a far-future clock elsewhere cannot poison this one.
  public mutating func observe(_ stamp: Stamp) {
    last = max(last, stamp)
  }
}
