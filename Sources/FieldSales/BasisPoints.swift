/// Parts of an amount in hundredths of a percent.
public enum BasisPoints {
  /// So many basis points of an amount, rounded half away from zero; the greatest or least number when it does not fit.
  public static func of(_ amount: Int64, points: Int64) -> Int64 {
    let product = amount.magnitude.multipliedFullWidth(by: points.magnitude)
    let isNegative = (amount < 0) != (points < 0)
    guard product.high < 10_000 else { return isNegative ? .min : .max }
    let (quotient, remainder) = UInt64(10_000).dividingFullWidth(product)
    let (rounded, overflow) = quotient.addingReportingOverflow(remainder >= 5_000 ? 1 : 0)
    guard !overflow, rounded <= UInt64(Int64.max) else { return isNegative ? .min : .max }
    return isNegative ? -Int64(rounded) : Int64(rounded)
  }

  /// Which part `amount` is of `whole`, in basis points, rounded down; nil when there is no whole.
  public static func part(_ amount: Int64, of whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    let product = amount.magnitude.multipliedFullWidth(by: 10_000)
    guard product.high < whole.magnitude else { return amount < 0 ? .min : .max }
    let (quotient, _) = whole.magnitude.dividingFullWidth(product)
    guard quotient <= UInt64(Int64.max) else { return amount < 0 ? .min : .max }
    return amount < 0 ? -Int64(quotient) : Int64(quotient)
  }
}
