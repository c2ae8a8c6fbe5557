/// What one order line comes to, in minor units: the arithmetic of the view `order_totals`.
///
/// The discount is rounded half away from zero to a whole minor unit, each line by itself; the sum of an order is the
/// sum of its lines.
public struct LineTotal: Hashable, Sendable {
  /// Quantity times unit price.
  public let gross: Int64
  /// What the discount takes off.
  public let reduction: Int64

  /// The most that a line may come to, so that no sum of an order or a customer overflows in SQL either.
  public static let grossMax: Int64 = 900_000_000_000_000
  /// A discount of the whole price, in basis points.
  public static let discountMax: Int64 = 10_000

  public var net: Int64 { gross - reduction }

  /// - Parameters:
  ///   - unitPrice: in minor units.
  ///   - discount: in basis points.
  /// - Returns: nil when the line is above `grossMax` or the discount not within 0 and `discountMax`.
  public init?(quantity: Int64, unitPrice: Int64, discount: Int64) {
    let (product, overflow) = quantity.multipliedReportingOverflow(by: unitPrice)
    guard !overflow, product >= -Self.grossMax, product <= Self.grossMax,
      (0...Self.discountMax).contains(discount)
    else { return nil }
    gross = product
    let magnitude = (abs(product) * discount + Self.discountMax / 2) / Self.discountMax
    reduction = product < 0 ? -magnitude : magnitude
  }
}

extension LineTotal {
  /// The same arithmetic in SQL: what a line comes to, for views and queries.
  /// - Parameter line: the alias of the row of `order_lines`.
  public static func net(_ line: String) -> String {
    let gross = "\(line).quantity * \(line).unit_price"
    return "coalesce(\(gross) - (abs(\(gross)) * \(line).discount + \(discountMax / 2)) / \(discountMax)"
      + " * sign(\(gross)), 0)"
  }
}
