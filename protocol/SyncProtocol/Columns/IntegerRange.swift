/// The least and greatest of some integers, and the greatest number that divides all their differences.
struct IntegerRange {
  private(set) var least: Int64
  private(set) var greatest: Int64
  /// 0 when all are the same.
  private(set) var scale: UInt64 = 0

  /// - Parameter values: at least one.
  init(_ values: [Int64]) {
    least = values.first ?? 0
    greatest = least
    var previous = least
    for value in values {
      if value == previous { continue }
      least = min(least, value)
      greatest = max(greatest, value)
      if scale != 1 {
        // A difference that does not fit in 64 bits is sent wrapped around, which only a scale of 1 survives.
        let (step, overflow) = value.subtractingReportingOverflow(previous)
        scale = overflow ? 1 : IntegerRange.commonDivisor(scale, step.magnitude)
      }
      previous = value
    }
    // Steps that fit can add up to more than fits; a scale above 2^62 is of no use to anyone.
    if scale > 1 << 62 { scale = 1 }
  }

  /// The step in units of the scale.
  @inline(__always)
  static func divide(_ step: Int64, by scale: UInt64) -> Int64 {
    scale == 1 ? step : step / Int64(truncatingIfNeeded: scale)
  }

  private static func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
