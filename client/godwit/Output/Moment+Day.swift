import FieldClient

extension Moment {
  /// The local day in which a time lies; nil for a time beyond the calendar.
  static func day(of milliseconds: Int64) -> Day? {
    let start = midnight(milliseconds)
    guard let date = CalendarDate(String(text(start).prefix(10))) else { return nil }
    // Half a day past a full one is in the next day, also when the clock changes.
    return Day(start: start, end: midnight(start + Day.length + Day.length / 2), date: date)
  }
}

/// The local day that a person named; today if none.
func localDay(_ text: String?, now: Int64, option: String) throws -> Day {
  guard let day = Moment.day(of: try moment(text, option: option) ?? now) else {
    throw FieldError(.usage, "\(option) is a day such as 2026-11-22, today or tomorrow")
  }
  return day
}
