/// A line as a person writes it: `SKU:QTY[:PRICE][:DISCOUNT%]`.
public struct LineRequest: Hashable, Sendable {
  /// The article number, or whatever else names the product.
  public var product: String
  public var quantity: Int64
  /// A decimal in the order's currency; nil for the customer's price by lists and promotions.
  public var price: String?
  /// Basis points, 0 to 10000.
  public var discount: Int64

  /// Whether a person set the price: then no list and no promotion is asked.
  var isByHand: Bool { price != nil || discount != 0 }

  public init(product: String, quantity: Int64, price: String? = nil, discount: Int64 = 0) {
    self.product = product
    self.quantity = quantity
    self.price = price
    self.discount = discount
  }

  /// - Throws: a usage error that says what a line looks like.
  public init(_ text: String) throws {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...4).contains(parts.count), !parts[0].isEmpty, let quantity = Int64(parts[1]), quantity > 0 else {
      throw Self.unreadable(text)
    }
    self.init(product: parts[0], quantity: quantity)
    for (index, part) in parts.enumerated().dropFirst(2) {
      if part.hasSuffix("%"), index == parts.count - 1 {
        guard let points = Decimals.scaled(String(part.dropLast()), digits: 2), (0...10_000).contains(points) else {
          throw Self.unreadable(text)
        }
        discount = points
      } else if index == 2, let amount = Decimals.scaled(part, digits: 6), amount >= 0 {
        price = part
      } else {
        throw Self.unreadable(text)
      }
    }
  }

  private static func unreadable(_ text: String) -> FieldError {
    FieldError(
      .usage,
      "\"\(text)\" is no line: write SKU:QUANTITY, SKU:QUANTITY:PRICE, or SKU:QUANTITY:PRICE:DISCOUNT%, "
        + "such as A-100:12:9.50:5%")
  }
}
