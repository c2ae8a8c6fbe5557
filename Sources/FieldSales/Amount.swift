/// Money as people read it.
public struct Amount: Hashable, Sendable, CustomStringConvertible {
  public var minorUnits: Int64
  /// Three letters (ISO 4217); nil when nobody said.
  public var currency: String?

  public init(_ minorUnits: Int64, _ currency: String? = nil) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// How many decimals the currency has (ISO 4217): 2 for most, and for one that nobody named.
  public static func decimals(of currency: String?) -> Int {
    switch currency {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// `1234.50 EUR`; without a currency the bare figure.
  public var description: String {
    let decimals = Self.decimals(of: currency)
    var digits = String(minorUnits.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    var text = minorUnits < 0 ? "-" : ""
    text += digits.dropLast(decimals)
    if decimals > 0 { text += "." + digits.suffix(decimals) }
    return currency.map { "\(text) \($0)" } ?? text
  }
}
