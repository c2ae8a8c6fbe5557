import Foundation

/// A month, quarter or year of the local calendar, from its first midnight to the next one's.
public struct CalendarPeriod: Hashable, Sendable {
  public enum Length: String, Hashable, Sendable, CaseIterable {
    case month, quarter, year

    var months: Int32 {
      switch self {
      case .month: 1
      case .quarter: 3
      case .year: 12
      }
    }
  }

  /// The beginning, in milliseconds since 1970 UTC.
  public var from: Int64
  /// The next one's beginning.
  public var until: Int64
  /// `2026-11`, `2026-Q4` or `2026`.
  public var name: String

  /// The period in which a moment lies, in the machine's time zone (`TZ`).
  public init(_ length: Length, containing time: Int64) {
    var seconds = time_t(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    self.init(length, year: parts.tm_year, month: parts.tm_mon)
  }

  /// Reads `2026-11`, `2026-Q4` or `2026`; nil for anything else.
  public init?(_ text: String) {
    guard let match = text.uppercased().wholeMatch(of: #/(\d{4})(?:-(?:Q([1-4])|(\d{1,2})))?/#),
      let year = Int32(match.1)
    else { return nil }
    if let quarter = match.2.flatMap({ Int32($0) }) {
      self.init(.quarter, year: year - 1900, month: (quarter - 1) * 3)
    } else if let month = match.3.flatMap({ Int32($0) }) {
      guard (1...12).contains(month) else { return nil }
      self.init(.month, year: year - 1900, month: month - 1)
    } else {
      self.init(.year, year: year - 1900, month: 0)
    }
  }

  /// - Parameters:
  ///   - year: years since 1900.
  ///   - month: 0 to 11.
  private init(_ length: Length, year: Int32, month: Int32) {
    let first = month - month % length.months
    from = Self.midnight(year: year, month: first)
    until = Self.midnight(year: year, month: first + length.months)
    let digits = String(Int(year) + 1900)
    switch length {
    case .month: name = "\(digits)-\(first < 9 ? "0" : "")\(first + 1)"
    case .quarter: name = "\(digits)-Q\(first / 3 + 1)"
    case .year: name = digits
    }
  }

  private static func midnight(year: Int32, month: Int32) -> Int64 {
    var parts = tm()
    parts.tm_year = year
    parts.tm_mon = month
    parts.tm_mday = 1
    parts.tm_isdst = -1
    return Int64(mktime(&parts)) * 1000
  }
}
