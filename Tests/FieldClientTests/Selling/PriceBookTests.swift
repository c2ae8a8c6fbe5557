import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

/// P-1 is a tea at 4.50 EUR; C-1 buys in EUR.
@Suite struct PriceBookTests {
  private let trial: TrialDesk
  private let book: PriceBook
  private let promotions: PromotionBook

  init() throws {
    trial = try TrialDesk(role: .office)
    book = PriceBook(trial.desk)
    promotions = PromotionBook(trial.desk)
  }

  private func putList(_ code: String, for audience: String, _ prices: (Int64, String)...) throws {
    _ = try book.putList(
      code, ["currency": .text("EUR"), "applies_to": .text(audience), "segment": .text("retail")])
    for (quantity, price) in prices {
      _ = try book.setPrice(list: code, product: "P-1", price: price, from: quantity)
    }
  }

  private func price(_ quantity: Int64 = 1, customer: String = "C-1") throws -> Int64? {
    try book.ask(product: "P-1", quantity: quantity, customer: customer).terms?.unitPrice
  }

  @Test func withoutLists_theProductsOwnPriceCounts() throws {
    let answer = try book.ask(product: "P-1", customer: "C-1")
    #expect(answer.terms?.unitPrice == 450)
    #expect(answer.source == "product")
    #expect(answer.reason.english == "the product's own price, as no price list has it")
    #expect(answer.knownAt == TrialDesk.now)
  }

  @Test func theClosestListCounts_andItsGreatestQuantityThatIsReached() throws {
    try putList("ALL", for: "all", (1, "4.40"), (100, "3.00"))
    #expect(try price() == 440)
    try putList("RETAIL", for: "segment", (1, "4.30"))
    #expect(try price() == 440)
    _ = try CustomerBook(trial.desk).edit("C-1", ["segment": .text("Retail")])
    #expect(try price() == 430)
    try putList("KEY", for: "assigned", (1, "4.60"), (10, "4.00"), (50, "3.80"))
    #expect(try price() == 430)
    _ = try book.assign(list: "KEY", customer: "C-1")
    #expect(try [1, 9, 10, 49, 50, 1000].map { try price($0) } == [460, 460, 400, 400, 380, 380])
    #expect(try price(customer: "C-2") == 440)
    let answer = try book.ask(product: "P-1", quantity: 12, customer: "C-1")
    #expect(answer.reason.english == "price list KEY, given to this customer, from 10 units")
    #expect(answer.candidates.map { $0.text("code") } == ["KEY", "KEY", "RETAIL", "ALL", "KEY", "ALL"])
  }

  @Test func ofTwoEquallyCloseLists_thePriorityDecides() throws {
    try putList("A", for: "all", (1, "4.00"))
    try putList("B", for: "all", (1, "4.20"))
    #expect(try price() == 400)
    _ = try book.putList("b", ["priority": .integer(1)])
    #expect(try price() == 420)
    #expect(try book.lists().map { $0.text("code") } == ["A", "b"])
  }

  @Test func aPriceCountsWhileItHolds_andNotAtItsEnd() throws {
    try putList("ALL", for: "all", (1, "4.00"))
    let cases: [(Int64?, Int64?, Bool)] = [
      (nil, 0, false), (0, nil, true), (1, nil, false), (-5, 1, true), (-5, -1, false),
    ]
    for (from, until, holds) in cases {
      _ = try book.putList(
        "ALL",
        [
          "valid_from": from.map { .integer(TrialDesk.now + $0) } ?? .null,
          "valid_until": until.map { .integer(TrialDesk.now + $0) } ?? .null,
        ])
      #expect(try price() == (holds ? 400 : 450), "\(String(describing: from)) \(String(describing: until))")
    }
  }

  @Test func anotherCurrencyHasAnotherList_orNoPrice() throws {
    try putList("ALL", for: "all", (1, "4.00"))
    #expect(try book.ask(product: "P-1", customer: "C-1", currency: "USD").terms == nil)
    _ = try book.putList("US", ["currency": .text("USD"), "applies_to": .text("all")])
    _ = try book.setPrice(list: "US", product: "P-1", price: "5", from: 1)
    #expect(try book.ask(product: "P-1", customer: "C-1", currency: "USD").terms?.unitPrice == 500)
    #expect(try book.ask(product: "P-2", customer: nil).terms?.unitPrice == 1200)
  }

  @Test func aPromotionLiesOnTop_forItsProductSegmentAndTime() throws {
    _ = try promotions.put("TEA", ["kind": .text("discount"), "discount": .integer(500)], product: "P-1")
    #expect(try book.ask(product: "P-1", customer: "C-1").terms?.discount == 500)
    #expect(try book.ask(product: "P-2", customer: nil).terms?.discount == 0)
    _ = try promotions.put("TEA", ["segment": .text("retail")], product: nil)
    #expect(try book.ask(product: "P-1", customer: "C-1").terms?.discount == 0)
    _ = try CustomerBook(trial.desk).edit("C-1", ["segment": .text("retail")])
    let answer = try book.ask(product: "P-1", quantity: 3, customer: "C-1")
    #expect(answer.source == "promotion")
    #expect(answer.reason.english.hasSuffix("; promotion TEA (5.00 % off)"))
    #expect(answer.record().integer("total") == 1282)
    #expect(answer.record(in: .chinese).text("reason") == "产品标价（没有价目表含有它）；促销 TEA（减 5.00 %）")
    _ = try promotions.put("TEA", ["valid_until": .integer(TrialDesk.now)], product: nil)
    #expect(try book.ask(product: "P-1", customer: "C-1").terms?.discount == 0)
    #expect(try promotions.list().isEmpty)
    #expect(try promotions.list(all: true).count == 1)
  }

  @Test func aPromotionThatGivesNothingIsRefused() throws {
    for cells: Cells in [
      [:], ["discount": .integer(0)], ["kind": .text("price")], ["kind": .text("free_goods")], ["kind": .text("x")],
    ] {
      #expect(throws: FieldError.self) { try promotions.put("X", cells, product: nil) }
    }
    #expect(try promotions.list(all: true).isEmpty)
  }

  @Test func whatForeignSQLWroteWrongly_givesNothingAndHarmsNothing() throws {
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(
        sql: """
          INSERT INTO promotions(code, kind, discount, min_quantity) VALUES ('A', 'discount', -5, -1), ('B', '雨', 5, 0);
          INSERT INTO promotions(code, kind, free_quantity, min_quantity) VALUES ('C', 'free_goods', 9223372036854775807, 0);
          """)
    }
    let answer = try book.ask(product: "P-1", quantity: 2, customer: "C-1")
    #expect(answer.terms?.promotion == nil)
    #expect(answer.promotions.count == 3)
  }

  @Test func aRepReadsPricesAndWritesNone() throws {
    let rep = PriceBook(try TrialDesk().desk)
    #expect(try rep.ask(product: "P-1", customer: "C-1").terms?.unitPrice == 450)
    #expect(throws: FieldError.self) { try rep.putList("X", [:]) }
    #expect(throws: FieldError.self) { try rep.ask(product: "P-1", quantity: 0, customer: nil) }
  }
}
