import Foundation

extension Notice {
  /// A time as people read it in a sentence: local, such as `2026-11-22 09:30`.
  static func moment(_ milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return String(milliseconds) }
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = [two(parts.tm_mon + 1), two(parts.tm_mday)].joined(separator: "-")
    return "\(Int(parts.tm_year) + 1900)-\(day) \(two(parts.tm_hour)):\(two(parts.tm_min))"
  }
}
