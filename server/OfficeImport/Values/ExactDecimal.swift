/// A decimal number without rounding: `units` divided by ten to the `scale`.
public struct ExactDecimal: Hashable, Sendable {
  public var units: Int64
  public var scale: Int

  public init(units: Int64, scale: Int = 0) {
    self.units = units
    self.scale = scale
  }

  /// Reads a number in the form in which a file writes them.
  public init?(_ text: String, in form: NumberForm) {
    guard let plain = form.plain(text) else { return nil }
    self.init(plain)
  }

  /// Reads digits with an optional sign and decimals.
  /// - Returns: nil for anything else, and for what does not fit into 64 bits.
  public init?(_ text: String) {
    var units: Int64 = 0
    var scale = 0
    var digitCount = 0
    var isNegative = false
    var isAfterPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: ".") where !isAfterPoint: isAfterPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = units.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(byte) - 48)
        if overflow || carry { return nil }
        units = sum
        digitCount += 1
        if isAfterPoint { scale += 1 }
      default: return nil
      }
    }
    if digitCount == 0 { return nil }
    self.init(units: isNegative ? -units : units, scale: scale)
  }

  /// The number in units of ten to the minus `decimals`.
  /// - Parameter isRounded: whether further decimals are rounded half away from zero; else they have to be zeros.
  public func scaled(to decimals: Int, isRounded: Bool = false) -> Int64? {
    if scale <= decimals { return Self.times(units, powerOfTen: decimals - scale) }
    guard let divisor = Self.times(1, powerOfTen: scale - decimals) else { return isRounded ? 0 : nil }
    let (quotient, rest) = units.quotientAndRemainder(dividingBy: divisor)
    if rest == 0 { return quotient }
    guard isRounded else { return nil }
    return quotient + (rest.magnitude >= divisor.magnitude - rest.magnitude ? (units < 0 ? -1 : 1) : 0)
  }

  /// nil when the sum does not fit.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(self.scale, other.scale)
    guard let a = scaled(to: scale), let b = other.scaled(to: scale) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactDecimal(units: sum, scale: scale)
  }

  /// nil when the product does not fit.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = units.multipliedReportingOverflow(by: other.units)
    return overflow ? nil : ExactDecimal(units: product, scale: scale + other.scale)
  }

  private static func times(_ number: Int64, powerOfTen: Int) -> Int64? {
    var result = number
    for _ in 0..<powerOfTen {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String {
    var digits = String(units.magnitude)
    if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
    let whole = (units < 0 ? "-" : "") + digits.dropLast(scale)
    return scale == 0 ? whole : whole + "." + digits.suffix(scale)
  }
}
