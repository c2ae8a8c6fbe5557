import Foundation

/// Times as people write and read them: local, in the order of ISO 8601.
enum Moment {
  /// `2026-11-22 09:30`, from milliseconds since 1970 UTC.
  static func text(_ milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return String(milliseconds) }
    let date = [two(Int(parts.tm_mon) + 1), two(Int(parts.tm_mday))].joined(separator: "-")
    return "\(Int(parts.tm_year) + 1900)-\(date) \(two(Int(parts.tm_hour))):\(two(Int(parts.tm_min)))"
  }

  /// Milliseconds since 1970 UTC of `now`, `today`, `tomorrow`, `tomorrow HH:MM`, `HH:MM`, `YYYY-MM-DD`, or
  /// `YYYY-MM-DD HH:MM[:SS]` with or without `Z` or an offset, or of the same in Chinese (今天, 2026年11月22日 9:30);
  /// nil for anything else.
  static func read(_ text: String, now: Int64) -> Int64? {
    let day: Int64 = 86_400_000
    switch text.lowercased() {
    case "now", "现在": return now
    case "today", "今天": return midnight(now)
    case "tomorrow", "明天": return midnight(midnight(now) + day + day / 2)
    case "yesterday", "昨天": return midnight(midnight(now) - day / 2)
    default: break
    }
    let words = text.split(separator: " ")
    if words.count == 2, words[1].contains(":"), words[0].allSatisfy(\.isLetter), words[0].lowercased() != "now",
      let day = read(String(words[0]), now: now)
    {
      return date(Self.text(day).prefix(10) + " " + words[1])
    }
    if text.count <= 5, text.contains(":") { return read(Self.text(now).prefix(10) + " " + text, now: now) }
    return date(text)
  }

  private static func read(_ text: some StringProtocol, now: Int64) -> Int64? { date(String(text)) }

  /// The beginning of the local day.
  static func midnight(_ milliseconds: Int64) -> Int64 {
    date(String(text(milliseconds).prefix(10))) ?? milliseconds
  }

  private static func date(_ text: String) -> Int64? {
    let pattern =
      #/(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/#
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let (_, year, month, dayOfMonth, hour, minute, second, zone) = match.output
    var parts = tm()
    parts.tm_year = (Int32(year) ?? 0) - 1900
    parts.tm_mon = (Int32(month) ?? 0) - 1
    parts.tm_mday = Int32(dayOfMonth) ?? 0
    parts.tm_hour = hour.flatMap { Int32($0) } ?? 0
    parts.tm_min = minute.flatMap { Int32($0) } ?? 0
    parts.tm_sec = second.flatMap { Int32($0) } ?? 0
    parts.tm_isdst = -1
    guard (0..<24).contains(parts.tm_hour), (0..<60).contains(parts.tm_min), (0..<60).contains(parts.tm_sec) else {
      return nil
    }
    let wanted = (parts.tm_year, parts.tm_mon, parts.tm_mday)
    let seconds = zone == nil ? mktime(&parts) : timegm(&parts)
    guard wanted == (parts.tm_year, parts.tm_mon, parts.tm_mday) else { return nil }
    return (Int64(seconds) - (zone.map { offset(String($0)) } ?? 0)) * 1000
  }

  /// Seconds east of UTC.
  private static func offset(_ zone: String) -> Int64 {
    let digits = zone.filter(\.isNumber)
    guard digits.count == 4, let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.suffix(2)) else {
      return 0
    }
    return (hours * 3600 + minutes * 60) * (zone.hasPrefix("-") ? -1 : 1)
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
