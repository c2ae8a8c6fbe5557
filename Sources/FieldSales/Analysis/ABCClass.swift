/// The customers' pyramid by what they contribute: few bring most.
///
/// In the order of their contribution, A are those who bring the first part of the sum, B those up to the second, C all
/// others. Whoever crosses a bound still belongs to the better class, so there is an A wherever anybody bought. Source:
/// H. F. Dickie, "ABC Inventory Analysis Shoots for Dollars", Factory Management and Maintenance 109 (1951).
public enum ABCClass: String, CaseIterable, Hashable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"

  /// The class of each contribution; what is not above zero is C.
  /// - Parameters:
  ///   - contributions: greatest first.
  ///   - a: the part of the sum that A brings, in basis points.
  ///   - b: the part that A and B bring, in basis points.
  public static func classes(of contributions: [Int64], a: Int64, b: Int64) -> [ABCClass] {
    let sum = contributions.reduce(Int64(0)) { $0.saturatingSum(max(0, $1)) }
    let (endA, endB) = (BasisPoints.of(sum, points: a), BasisPoints.of(sum, points: b))
    var before: Int64 = 0
    return contributions.map { contribution in
      defer { before = before.saturatingSum(max(0, contribution)) }
      if contribution <= 0 { return .c }
      return before < endA ? .a : before < endB ? .b : .c
    }
  }
}
