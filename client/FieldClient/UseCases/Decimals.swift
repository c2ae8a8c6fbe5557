/// Decimal numbers as whole multiples of their last digit.
public enum Decimals {
  /// "12.5" with 2 digits is 1250; nil when it is no such number or does not fit.
  public static func scaled(_ text: String, digits: Int) -> Int64? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= digits, (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let padded = String(whole + fraction) + String(repeating: "0", count: digits - fraction.count)
    return Int64(padded).map { isNegative ? -$0 : $0 }
  }

  /// 1250 with 2 digits is "12.50".
  public static func text(_ scaled: Int64, digits: Int) -> String {
    guard digits > 0 else { return String(scaled) }
    let all = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - all.count)) + all
    return (scaled < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
