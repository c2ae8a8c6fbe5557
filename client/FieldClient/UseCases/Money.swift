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
