import FieldSales
import Testing

@Suite struct AnalysisTests {
  @Test func theOneWhoCrossesTheBound_belongsToTheBetterClass() {
    #expect(ABCClass.classes(of: [70, 15, 10, 5], a: 8000, b: 9500) == [.a, .a, .b, .c])
    #expect(ABCClass.classes(of: [100], a: 8000, b: 9500) == [.a])
    #expect(ABCClass.classes(of: [5, 0, -3], a: 8000, b: 9500) == [.a, .c, .c])
    #expect(ABCClass.classes(of: [], a: 8000, b: 9500) == [])
    #expect(ABCClass.classes(of: [.max, .max], a: 8000, b: 9500) == [.a, .c])
  }

  @Test func equalFiguresStandAlike() {
    #expect(Ranks.percentiles([10, 30, 20, 20]) == [0, 100, 33, 33])
    #expect(Ranks.percentiles([0, 0, -1]) == [0, 0, 0])
    #expect(Ranks.percentiles([7]) == [0])
    #expect(Ranks.fifths([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5])
    #expect(Ranks.fifths([4, 4, 4, 4, 9]) == [1, 1, 1, 1, 5])
    #expect(Ranks.fifths([]) == [])
  }

  /// Every customer is in one segment, and a better figure never makes a champion less.
  @Test func everyTripleOfFifthsHasItsSegment() {
    #expect(RFMSegment(recency: 5, frequency: 5, money: 5) == .champion)
    #expect(RFMSegment(recency: 5, frequency: 3, money: 1) == .loyal)
    #expect(RFMSegment(recency: 5, frequency: 1, money: 5) == .promising)
    #expect(RFMSegment(recency: 3, frequency: 4, money: 1) == .loyal)
    #expect(RFMSegment(recency: 3, frequency: 1, money: 1) == .middling)
    #expect(RFMSegment(recency: 1, frequency: 4, money: 3) == .slipping)
    #expect(RFMSegment(recency: 2, frequency: 2, money: 3) == .middling)
    #expect(RFMSegment(recency: 1, frequency: 1, money: 1) == .faded)
    for money in Int64(1)...4 where RFMSegment(recency: 4, frequency: 4, money: money) == .champion {
      #expect(RFMSegment(recency: 4, frequency: 4, money: money + 1) == .champion)
    }
  }

  private static let day: Int64 = 86_400_000

  private func stage(_ status: String?, last: Int64?, before: Int64? = nil, hasReason: Bool = false) -> String? {
    LifeCycle(Settings()).stage(
      status: status, hasReason: hasReason, lastAt: last.map { -$0 * Self.day },
      beforeAt: before.map { -$0 * Self.day },
      now: 0)
  }

  @Test func purchasesTellTheStage() {
    #expect(stage("lead", last: nil) == "lead")
    #expect(stage(nil, last: nil) == nil)
    #expect(stage("lead", last: 10) == "active")
    #expect(stage("active", last: 180) == "dormant")
    #expect(stage("active", last: 365) == "lost")
    #expect(stage("dormant", last: 10, before: 200) == "recovered")
    #expect(stage("recovered", last: 100, before: 300) == "active")
    #expect(stage("active", last: 10, before: 20) == "active")
    // What a person gave a reason for stands until a purchase after a gap.
    #expect(stage("lost", last: 10, before: 20, hasReason: true) == "lost")
    #expect(stage("lost", last: 200, hasReason: true) == "lost")
    #expect(stage("lost", last: 10, before: 20) == "active")
    #expect(stage("lost", last: 10, before: 400, hasReason: true) == "recovered")
  }

  @Test func timesBeyondTheCalendarDoNotTrap() {
    let life = LifeCycle(Settings())
    #expect(life.stage(status: "active", hasReason: false, lastAt: .min, beforeAt: .min, now: .max) == "lost")
    #expect(life.stage(status: "active", hasReason: false, lastAt: .max, beforeAt: .min, now: .min) != nil)
  }

  @Test func supportConfidenceAndLift_areThoseOfTheBooks() throws {
    var baskets = Baskets(productCount: 3)
    for _ in 0..<4 { baskets.add([0, 1, 1]) }
    for _ in 0..<2 { baskets.add([0]) }
    for _ in 0..<4 { baskets.add([2]) }
    let rules = baskets.rules(togetherMin: 1, confidence: 0)
    #expect(rules.count == 2)
    let rule = try #require(rules.first { $0.first == 0 })
    #expect(rule.together == 4)
    #expect(rule.support == 4000)
    #expect(rule.confidence == 6666)
    // Confidence of 4/6 over 4/10 of all orders.
    #expect(rule.lift == 167)
    #expect(baskets.rules(togetherMin: 5, confidence: 0).isEmpty)
    #expect(baskets.rules(togetherMin: 1, confidence: 7000).map(\.first) == [1])
    baskets.add([7, -1])
    #expect(baskets.basketCount == 11)
  }

  @Test func theNaiveForecastIsLastYearsMonth() {
    let months = SalesForecast(history: Array(1...24).map { $0 * 100 })
    #expect(months.next(2, by: .naive) == [1300, 1400])
    #expect(months.next(1, by: .mean) == [2300])
    // The last three months over those of the year before: 6900 / 3300.
    #expect(months.next(1, by: .seasonal) == [2718])
    #expect(SalesForecast(history: [5]).next(2, by: .naive) == [5, 5])
    #expect(SalesForecast(history: []).next(2, by: .naive).isEmpty)
    #expect(SalesForecast(history: [1, 2]).next(2, by: .seasonal).isEmpty)
  }

  @Test func theErrorIsOfMonthsThatTheMethodHasNotSeen() {
    let flat = SalesForecast(history: Array(repeating: 100, count: 20))
    #expect(flat.error(of: .naive, heldOut: 6) == 0)
    #expect(flat.best(heldOut: 6) == .naive)
    let jump = SalesForecast(history: Array(repeating: 100, count: 10) + [200])
    #expect(jump.error(of: .mean, heldOut: 1) == 5000)
    #expect(jump.error(of: .mean, heldOut: 11) == nil)
    let rising = SalesForecast(history: Array(1...30).map { $0 * 100 })
    #expect(rising.best(heldOut: 6) == .trend)
    #expect(rising.error(of: .trend, heldOut: 6).map { $0 < 100 } == true)
    #expect(SalesForecast(history: [.min, .max, .min, .max]).error(of: .mean, heldOut: 2) != nil)
  }
}
