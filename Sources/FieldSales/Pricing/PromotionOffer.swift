/// A promotion that a line could get: as much of it as the price needs.
public struct PromotionOffer: Hashable, Sendable {
  /// What the promotion gives.
  public enum Gift: Hashable, Sendable {
    /// Basis points off the line, 0 to 10000.
    case discount(Int64)
    /// What one unit costs, in minor units of the order's currency.
    case price(Int64)
    /// So many units on top for each `minQuantity` ordered.
    case freeGoods(Int64)
  }

  public var code: String
  public var gift: Gift
  /// Units on the line from which it holds.
  public var minQuantity: Int64

  public init(code: String, gift: Gift, minQuantity: Int64) {
    self.code = code
    self.gift = gift
    self.minQuantity = minQuantity
  }

  /// Reads what a row of `promotions` says; nil for a row that promises nothing that can be understood.
  /// - Parameters:
  ///   - discount: in basis points.
  ///   - unitPrice: in minor units.
  public init?(
    code: String, kind: String, minQuantity: Int64?, discount: Int64?, unitPrice: Int64?, freeQuantity: Int64?
  ) {
    switch (kind, discount, unitPrice, freeQuantity) {
    case ("discount", let points?, _, _) where (1...LineTotal.discountMax).contains(points): gift = .discount(points)
    case ("price", _, let price?, _) where price >= 0: gift = .price(price)
    case ("free_goods", _, _, let units?) where units > 0: gift = .freeGoods(units)
    default: return nil
    }
    self.code = code
    self.minQuantity = max(1, minQuantity ?? 1)
  }
}
