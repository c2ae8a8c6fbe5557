/// Amounts in minor units of a currency, and the decimals that people write.
public enum Money {
  /// Currencies whose minor unit is not a hundredth (ISO 4217).
  private static let exponents: [String: Int] = [
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3,
    "TND": 3,
  ]

  /// Digits after the decimal point; two when the currency is not known.
  public static func exponent(of currency: String?) -> Int {
    currency.flatMap { exponents[$0.uppercased()] } ?? 2
  }

  /// The minor units of a decimal such as "12.50", or nil for anything else, more digits than the currency has included.
  public static func minorUnits(_ text: String, currency: String?) -> Int64? {
    Decimals.scaled(text, digits: exponent(of: currency))
  }

  /// A decimal such as "12.50", with a minus sign where needed.
  public static func text(_ minorUnits: Int64, currency: String?) -> String {
    Decimals.text(minorUnits, digits: exponent(of: currency))
  }
}

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
