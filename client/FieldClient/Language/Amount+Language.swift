import FieldSales

extension Amount {
  /// `1,234.50 EUR`, in Chinese `1,234.50 欧元`: digits in groups of three, then the currency.
  public func text(in language: Language) -> String {
    let number = Self.grouped(Money.text(minorUnits, currency: currency))
    guard let currency, !currency.isEmpty else { return number }
    return number + " " + Catalogue.word(currency, in: language)
  }

  /// The whole part of a decimal in groups of three.
  private static func grouped(_ decimal: String) -> String {
    let whole = decimal.prefix { $0 != "." }
    let sign = whole.prefix { $0 == "-" }
    let digits = whole.dropFirst(sign.count)
    var groups = String(sign)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { groups += "," }
      groups.append(digit)
    }
    return groups + decimal.dropFirst(whole.count)
  }
}
