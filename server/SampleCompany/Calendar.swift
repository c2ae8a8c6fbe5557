/// Days and times of a generated company, in milliseconds since 1970 UTC.
enum Calendar {
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 24 * hour

  /// The day's beginning.
  static func start(of time: Int64) -> Int64 { time - ((time % day) + day) % day }

  /// The same time on the next working day, if it falls on a weekend.
  static func workday(_ time: Int64) -> Int64 {
    switch weekday(time) {
    case 5: time + 2 * day
    case 6: time + day
    default: time
    }
  }

  /// A time between seven and four on that day, or on the next working day.
  static func workTime(_ time: Int64, _ dice: inout Dice) -> Int64 {
    workday(start(of: time)) + Int64(dice.roll(7 * 60...16 * 60)) * 60_000
  }

  /// The time, or three days before it when what happens in its working hours may not be over by now.
  static func over(_ time: Int64, by now: Int64) -> Int64 {
    workday(start(of: time)) + 16 * hour < now ? time : time - 3 * day
  }

  /// 0 for Monday to 6 for Sunday; 1970 began on a Thursday.
  static func weekday(_ time: Int64) -> Int { Int((start(of: time) / day % 7 + 10) % 7) }

  /// 1 to 12.
  static func month(_ time: Int64) -> Int { civil(time).month }

  /// A whole month: the one of the time, or so many after it.
  static func month(_ time: Int64, plus months: Int) -> (from: Int64, until: Int64) {
    (beginning(ofMonth: time, plus: months), beginning(ofMonth: time, plus: months + 1))
  }

  private static func beginning(ofMonth time: Int64, plus months: Int) -> Int64 {
    var start = start(of: time) - Int64(civil(time).day - 1) * day
    for _ in 0..<max(0, months) { start = self.start(ofMonthOf: start + 32 * day) }
    for _ in 0..<max(0, -months) { start = self.start(ofMonthOf: start - day) }
    return start
  }

  private static func start(ofMonthOf time: Int64) -> Int64 { start(of: time) - Int64(civil(time).day - 1) * day }

  /// `YYYY-MM-DD`.
  static func text(_ time: Int64) -> String {
    let date = civil(time)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
  }

  /// Counts from March, so that the leap day is the last of its year.
  static func civil(_ time: Int64) -> (year: Int, month: Int, day: Int) {
    let days = Int(start(of: time) / day) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
