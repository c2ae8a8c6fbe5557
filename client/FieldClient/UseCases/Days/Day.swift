/// A rep's local day: from midnight to midnight where the rep is, and what the calendar calls it.
public struct Day: Hashable, Sendable {
  /// The first moment, in milliseconds since 1970 UTC.
  public let start: Int64
  /// The first moment of the next day; a day with a change of the clock has 23 or 25 hours.
  public let end: Int64
  public let date: CalendarDate

  public init(start: Int64, end: Int64, date: CalendarDate) {
    self.start = start
    self.end = end
    self.date = date
  }

  /// 24 hours, in milliseconds.
  public static let length: Int64 = 86_400_000
}
