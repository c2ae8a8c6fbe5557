import Glibc

/// Seconds of processor time of this process, user and system, over all threads.
///
/// Not wall time: machines are shared, and what others do there is no property of ours.
public struct CPUTime: Sendable {
  public private(set) var seconds = 0.0

  public init() {}

  @discardableResult
  public mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
    let begun = Self.sinceStart
    defer { seconds += Self.sinceStart - begun }
    return try body()
  }

  public static func of(_ body: () throws -> Void) rethrows -> Double {
    var time = CPUTime()
    try time.time(body)
    return time.seconds
  }

  /// Of the whole process.
  public static var sinceStart: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
