/// How a file writes dates: `YYYY`, `MM`, `DD`, `hh`, `mm`, `ss` with two digits each (four for the year), `M`, `D` and
/// `h` with one or two, `YY` for the years 1970 to 2069; anything else stands for itself. Times are UTC.
public struct DateFormat: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case number(field: Int, digits: ClosedRange<Int>)
    case literal(UInt8)
  }

  public let pattern: String
  private let parts: [Part]

  /// - Returns: nil when year, month or day is missing.
  public init?(_ pattern: String) {
    let tokens: [(text: String, field: Int, digits: ClosedRange<Int>)] = [
      ("YYYY", 0, 4...4), ("MM", 1, 2...2), ("DD", 2, 2...2), ("hh", 3, 2...2), ("mm", 4, 2...2), ("ss", 5, 2...2),
      ("M", 1, 1...2), ("D", 2, 1...2), ("h", 3, 1...2), ("YY", 0, 2...2),
    ]
    var parts = [Part]()
    var rest = pattern[...]
    while let first = rest.first {
      if let token = tokens.first(where: { rest.hasPrefix($0.text) }) {
        parts.append(.number(field: token.field, digits: token.digits))
        rest = rest.dropFirst(token.text.count)
      } else {
        parts += first.utf8.map { .literal($0) }
        rest.removeFirst()
      }
    }
    let fields = parts.compactMap { part -> Int? in
      if case .number(let field, _) = part { return field }
      return nil
    }
    guard Set(0...2).isSubset(of: fields), Set(fields).count == fields.count else { return nil }
    self.pattern = pattern
    self.parts = parts
  }

  /// Milliseconds since 1970 UTC, or nil when the text is not such a date or there is no such day.
  public func milliseconds(_ text: String) -> Int64? {
    var fields: [Int64] = [0, 0, 0, 0, 0, 0]
    var rest = Array(text.utf8)[...]
    for part in parts {
      switch part {
      case .literal(let byte):
        guard rest.first == byte else { return nil }
        rest.removeFirst()
      case .number(let field, let digits):
        var count = 0
        while count < digits.upperBound, let byte = rest.first, (48...57).contains(byte) {
          fields[field] = fields[field] * 10 + Int64(byte) - 48
          rest.removeFirst()
          count += 1
        }
        guard digits.contains(count) else { return nil }
        // Two digits of a year, in the century that POSIX gives them.
        if field == 0, count == 2 { fields[0] += fields[0] < 70 ? 2000 : 1900 }
      }
    }
    guard rest.isEmpty else { return nil }
    return Self.milliseconds(fields)
  }

  /// `YYYY-MM-DD`, alone or with a time after a blank or `T`, seconds, their decimals, and `Z` or an offset as `+08:00`.
  public static func isoMilliseconds(_ text: String) -> Int64? {
    if text.utf8.count == 10 { return isoDate?.milliseconds(text) }
    var body = text[...]
    var offset: Int64 = 0
    if body.hasSuffix("Z") {
      body.removeLast()
    } else if let sign = body.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }) {
      guard let minutes = Self.offsetMinutes(body[sign...]) else { return nil }
      offset = minutes * 60_000
      body = body[..<sign]
    }
    var thousandths: Int64 = 0
    if let point = body.firstIndex(of: ".") {
      let digits = body[body.index(after: point)...]
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      thousandths = Int64((digits + "00").prefix(3)) ?? 0
      body = body[..<point]
    }
    let whole = body.replacing("T", with: " ", maxReplacements: 1)
    let format = whole.utf8.count == 16 ? isoMinutes : isoSeconds
    return format?.milliseconds(String(whole)).map { $0 + thousandths - offset }
  }

  /// Minutes east of Greenwich, from `+08:00`, `+0800` or `+08`.
  private static func offsetMinutes(_ text: Substring) -> Int64? {
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.count == 2 || digits.count == 4,
      let hours = Int64(digits.prefix(2)), let minutes = Int64("0" + digits.dropFirst(2)), hours <= 14, minutes < 60
    else { return nil }
    return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  private static let isoDate = DateFormat("YYYY-MM-DD")
  private static let isoMinutes = DateFormat("YYYY-MM-DD hh:mm")
  private static let isoSeconds = DateFormat("YYYY-MM-DD hh:mm:ss")

  private static func milliseconds(_ fields: [Int64]) -> Int64? {
    let (year, month, day) = (fields[0], fields[1], fields[2])
    guard year >= 1, (1...12).contains(month), day >= 1, day <= daysInMonth(month, year),
      fields[3] < 24, fields[4] < 60, fields[5] < 60
    else { return nil }
    let seconds = fields[3] * 3_600 + fields[4] * 60 + fields[5]
    return (daysSince1970(year, month, day) * 86_400 + seconds) * 1_000
  }

  /// The day of a time that was read here, as `YYYY-MM-DD`.
  static func day(of milliseconds: Int64) -> String {
    // Years of four centuries, counted from March, so that the leap day is the last of its year.
    let days = (milliseconds - (milliseconds % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000 + 719_468
    let (era, dayOfEra) = (days / 146_097, days % 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return [(year, 4), (month, 2), (day, 2)].map { number, digits in
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }.joined(separator: "-")
  }

  private static func daysInMonth(_ month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts from March, so that the leap day is the last of its year.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return 365 * shifted + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
  }
}
