/// What a line costs, and why: found from the list price and the promotions that hold.
///
/// A line gets one promotion, the one that saves the customer most; of two that save the same the first by code. So the
/// price is the same on every replica that knows the same lists and promotions.
public struct LineTerms: Hashable, Sendable {
  /// In minor units of the order's currency, without tax.
  public var unitPrice: Int64
  /// In basis points.
  public var discount: Int64 = 0
  /// Units that come on top for nothing.
  public var freeQuantity: Int64 = 0
  /// The code of the promotion that was taken.
  public var promotion: String?
  /// What the promotion saves, in minor units.
  public var saving: Int64 = 0

  /// - Parameters:
  ///   - listPrice: what one unit costs without any promotion, in minor units.
  ///   - offers: the promotions that hold for customer, product and day.
  public init(quantity: Int64, listPrice: Int64, offers: [PromotionOffer]) {
    unitPrice = listPrice
    for offer in offers.sorted(by: { $0.code < $1.code }) where quantity >= offer.minQuantity {
      guard let terms = Self.taken(offer, quantity: quantity, listPrice: listPrice), terms.saving > saving else {
        continue
      }
      self = terms
    }
  }

  private init(unitPrice: Int64, discount: Int64, freeQuantity: Int64, promotion: String, saving: Int64) {
    self.unitPrice = unitPrice
    self.discount = discount
    self.freeQuantity = freeQuantity
    self.promotion = promotion
    self.saving = saving
  }

  /// The terms with this promotion; nil when the figures come to more than can be booked.
  private static func taken(_ offer: PromotionOffer, quantity: Int64, listPrice: Int64) -> LineTerms? {
    guard let full = LineTotal(quantity: quantity, unitPrice: listPrice, discount: 0) else { return nil }
    switch offer.gift {
    case .discount(let points):
      guard let reduced = LineTotal(quantity: quantity, unitPrice: listPrice, discount: points) else { return nil }
      return LineTerms(
        unitPrice: listPrice, discount: points, freeQuantity: 0, promotion: offer.code, saving: reduced.reduction)
    case .price(let price):
      guard price < listPrice, let reduced = LineTotal(quantity: quantity, unitPrice: price, discount: 0) else {
        return nil
      }
      return LineTerms(
        unitPrice: price, discount: 0, freeQuantity: 0, promotion: offer.code, saving: full.net - reduced.net)
    case .freeGoods(let each):
      let (units, overflow) = (quantity / max(1, offer.minQuantity)).multipliedReportingOverflow(by: each)
      guard !overflow, let given = LineTotal(quantity: units, unitPrice: listPrice, discount: 0) else { return nil }
      return LineTerms(
        unitPrice: listPrice, discount: 0, freeQuantity: units, promotion: offer.code, saving: given.net)
    }
  }
}
