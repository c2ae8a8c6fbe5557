import ChangeModel
import FieldSales
import Testing

@Suite struct BudgetAndPriceTests {
  private static let promotion = ["promotion_id": Value.reference(RowReference(id: LeaseTrial.promotion))]
  private static let bargain: [String: Value] = [
    "list_price": .integer(1250), "discount": .integer(2000), "price_source": .text("promotion"),
    "promotion": .text("SPRING"),
  ]

  private func budget(_ trial: LeaseTrial) -> [Int64?] {
    ["budget_leased", "budget_spent"].map { trial.world.value("promotions", LeaseTrial.promotion, $0)?.integer }
  }

  @Test func whatAPromotionGivesAway_isTakenFromItsBudget_theLeaseFirst() {
    var trial = LeaseTrial(pool: nil)
    trial.office([trial.world.update("promotions", LeaseTrial.promotion, ["budget": .integer(1_000)])])
    trial.ask(1, kind: "promotion", Self.promotion, 500)
    #expect(budget(trial) == [500, nil])
    // Each unit gives away 2.50.
    trial.order(1, by: trial.ben, of: 2, line: Self.bargain)
    trial.order(2, by: trial.ben, of: 1, line: Self.bargain)
    #expect((1...2).map { trial.world.status(of: $0) } == ["submitted", "on_hold"])
    let leased = Self.bargain.merging(["budget_lease_id": .reference(RowReference(id: LeaseTrial.lease(1)))]) { $1 }
    trial.order(3, of: 2, line: leased)
    #expect(trial.world.status(of: 3) == "submitted")
    #expect(budget(trial) == [0, 1_000])
    trial.cancel(1, by: trial.ben)
    #expect(budget(trial) == [0, 500])
  }

  @Test func withoutABudget_aPromotionIsFree() {
    var trial = LeaseTrial(pool: nil)
    trial.order(1, of: 500, line: Self.bargain)
    #expect(trial.world.status(of: 1) == "submitted")
    #expect(budget(trial) == [nil, nil])
  }

  // MARK: Prices as of

  private static let listed: [String: Value] = ["list_price": .integer(1250), "price_source": .text("product")]

  /// An order at the price of so many days ago, that has changed since.
  private func late(_ trial: inout LeaseTrial, days: Int64, cells: [String: Value] = [:]) -> ChangeResult {
    trial.office([trial.world.update("products", SalesWorld.product, ["unit_price": .integer(1400)])])
    var cells = cells
    cells["prices_known_at"] = .integer(trial.now - days * 24 * LeaseTrial.hour)
    return trial.order(1, of: 1, cells: cells, line: Self.listed)
  }

  private func price(_ trial: LeaseTrial) -> Int64? {
    trial.world.value("order_lines", RowID(high: 6, low: 1), "unit_price")?.integer
  }

  @Test func youngPricesAreHonoured_andTheOrderSaysSo() {
    var trial = LeaseTrial(pool: nil)
    let words = "The prices that were known count: A-1 at 12.50 EUR, now 14.00 EUR."
    #expect(late(&trial, days: 3).remarks == ["Order 1: \(words)"])
    #expect(trial.world.status(of: 1) == "submitted")
    #expect(trial.world.text("orders", RowID(high: 5, low: 1), "judgement") == words)
    #expect(price(trial) == 1250)
  }

  @Test func oldPricesAreHeld_honouredOrReplaced_asTheOrgHasSet() {
    var trial = LeaseTrial(pool: nil)
    _ = late(&trial, days: 20)
    #expect(trial.world.status(of: 1) == "on_hold")
    #expect(
      trial.world.text("orders", RowID(high: 5, low: 1), "hold_reason")?.hasPrefix("the prices are 20 days") == true)
    var replacing = LeaseTrial(pool: nil)
    replacing.set(.priceLateRule, 1)
    _ = late(&replacing, days: 20)
    #expect(replacing.world.status(of: 1) == "submitted")
    #expect(price(replacing) == 1400)
    var lenient = LeaseTrial(pool: nil)
    lenient.set(.priceLateRule, 0)
    _ = late(&lenient, days: 20)
    #expect(lenient.world.status(of: 1) == "submitted")
    #expect(price(lenient) == 1250)
  }

  @Test func todaysPriceIsWhatTheCreditIsJudgedBy() {
    var trial = LeaseTrial(pool: nil, creditLimit: 1_300)
    trial.set(.priceLateRule, 1)
    _ = late(&trial, days: 20)
    #expect(trial.world.status(of: 1) == "on_hold")
    #expect(price(trial) == 1250)
  }

  @Test func aQuoteKeepsItsPromise_andUnchangedPricesNeedNoWord() {
    var trial = LeaseTrial(pool: nil)
    _ = late(&trial, days: 20, cells: ["valid_until": .integer(trial.now + 1)])
    #expect(trial.world.status(of: 1) == "submitted")
    let same = Self.listed.merging(["list_price": .integer(1400), "unit_price": .integer(1400)]) { $1 }
    #expect(trial.order(2, of: 1, cells: ["prices_known_at": .integer(0)], line: same).remarks == [])
  }
}
