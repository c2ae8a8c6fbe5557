import FieldSales
import Testing

@Suite struct LineTermsTests {
  private func offer(_ code: String, _ gift: PromotionOffer.Gift, from quantity: Int64 = 1) -> PromotionOffer {
    PromotionOffer(code: code, gift: gift, minQuantity: quantity)
  }

  @Test func withoutPromotions_theListPriceStands() {
    let terms = LineTerms(quantity: 3, listPrice: 450, offers: [])
    #expect(terms.unitPrice == 450)
    #expect(terms.discount == 0)
    #expect(terms.promotion == nil)
  }

  @Test func thePromotionThatSavesMostIsTaken_whateverTheOrder() {
    let offers = [
      offer("TEN", .discount(1000)), offer("CHEAP", .price(420)), offer("TWO", .freeGoods(1), from: 5),
    ]
    for offers in [offers, Array(offers.reversed())] {
      #expect(LineTerms(quantity: 4, listPrice: 450, offers: offers).promotion == "TEN")
      let ten = LineTerms(quantity: 10, listPrice: 450, offers: offers)
      #expect(ten.promotion == "TWO")
      #expect(ten.freeQuantity == 2)
      #expect(ten.saving == 900)
      #expect(ten.unitPrice == 450)
    }
  }

  @Test func ofTwoThatSaveTheSame_theFirstByCodeIsTaken() {
    let offers = [offer("B", .discount(500)), offer("A", .discount(500))]
    #expect(LineTerms(quantity: 2, listPrice: 1000, offers: offers).promotion == "A")
  }

  @Test func aQuantityThatIsNotReachedGivesNothing() {
    let offers = [offer("BULK", .discount(500), from: 10)]
    #expect(LineTerms(quantity: 9, listPrice: 1000, offers: offers).promotion == nil)
    #expect(LineTerms(quantity: 10, listPrice: 1000, offers: offers).promotion == "BULK")
  }

  @Test func aSpecialPriceAboveTheListPriceIsNotTaken() {
    #expect(LineTerms(quantity: 1, listPrice: 400, offers: [offer("P", .price(400))]).promotion == nil)
    let cheaper = LineTerms(quantity: 2, listPrice: 400, offers: [offer("P", .price(399))])
    #expect(cheaper.unitPrice == 399)
    #expect(cheaper.saving == 2)
  }

  @Test func figuresThatCannotBeBookedAreNoPromotion() {
    let offers = [offer("X", .freeGoods(.max)), offer("Y", .discount(10))]
    #expect(LineTerms(quantity: .max, listPrice: .max, offers: offers).promotion == nil)
    #expect(LineTerms(quantity: 2, listPrice: 1000, offers: offers).promotion == "Y")
  }

  private static let rows: [(kind: String, discount: Int64?, price: Int64?, free: Int64?, isOffer: Bool)] = [
    ("discount", 500, nil, nil, true), ("discount", 0, nil, nil, false), ("discount", 10_001, nil, nil, false),
    ("price", nil, 0, nil, true), ("price", nil, -1, nil, false), ("free_goods", nil, nil, 1, true),
    ("free_goods", nil, nil, 0, false), ("gift", 1, 1, 1, false),
  ]

  @Test(arguments: rows)
  func aRowIsAnOffer_onlyWhenItCanBeUnderstood(
    kind: String, discount: Int64?, price: Int64?, free: Int64?, isOffer: Bool
  ) {
    let offer = PromotionOffer(
      code: "A", kind: kind, minQuantity: nil, discount: discount, unitPrice: price, freeQuantity: free)
    #expect((offer != nil) == isOffer)
    #expect(offer?.minQuantity ?? 1 == 1)
  }
}
