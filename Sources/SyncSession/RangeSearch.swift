import SyncProtocol

/// Finds the rows of one scope and table that differ, by comparing digests of ranges of row numbers.
///
/// A range that differs is cut in up to sixteen parts, until it is a single row, or one side has nothing in it.
public struct RangeSearch: Sendable {
  /// Parts into which a range that differs is cut.
  static let partsMax = 16
  /// Ranges in one question: many, because each question is a round trip.
  static let rangesMax = 256
  /// Questions after which what is left is reported as it is.
  static let roundsMax = 2_000
  /// Rows that one side lacks altogether are one finding up to this count.
  static let lackingRowsMax: Int64 = 1_000

  private var open: [ClosedRange<Int64>]
  private var rounds = 0
  public private(set) var found: [RangeDifference] = []

  /// - Parameter localBase: the number from which on a replica numbers its own new rows.
  public init(localBase: Int64) {
    // Most tables are small: powers of sixteen reach a dense table's rows in as few questions as its size needs.
    var bounds = [Int64]()
    var bound: Int64 = 1
    while bound < localBase {
      bounds.append(bound)
      bound = bound > localBase / 16 ? localBase : bound * 16
    }
    open = bounds.enumerated().map { index, lower in
      lower...((index + 1 < bounds.count ? bounds[index + 1] : localBase) - 1)
    }
    open.append(localBase...Int64.max)
    open.reverse()
  }

  /// The ranges to ask for next; empty when the search is done.
  public mutating func next() -> [ClosedRange<Int64>] {
    guard rounds < Self.roundsMax else { return [] }
    rounds += 1
    let asked = Array(open.suffix(Self.rangesMax).reversed())
    open.removeLast(asked.count)
    return asked
  }

  /// What is left when the questions ran out: somewhere in these ranges rows may differ.
  public var unsearched: [ClosedRange<Int64>] { open.reversed() }

  /// Takes both sides' digests of the ranges that were asked for.
  public mutating func compare(_ ranges: [ClosedRange<Int64>], here: [RangeDigest], server: [RangeDigest]) {
    var parts = [ClosedRange<Int64>]()
    for ((range, here), server) in zip(zip(ranges, here), server) where here != server {
      let isLacking = min(here.count, server.count) == 0 && max(here.count, server.count) <= Self.lackingRowsMax
      if range.lowerBound == range.upperBound || isLacking {
        found.append(RangeDifference(rows: range, here: here.count, server: server.count))
      } else {
        parts += Self.parts(of: range)
      }
    }
    open += parts.reversed()
  }

  /// The range in up to sixteen parts of about the same width.
  static func parts(of range: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
    let width = range.upperBound.subtractingReportingOverflow(range.lowerBound).partialValue
    let step = width / Int64(partsMax) + 1
    var parts = [ClosedRange<Int64>]()
    var lower = range.lowerBound
    while true {
      let (upper, overflow) = lower.addingReportingOverflow(step - 1)
      guard !overflow, upper < range.upperBound else { return parts + [lower...range.upperBound] }
      parts.append(lower...upper)
      lower = upper + 1
    }
  }
}
