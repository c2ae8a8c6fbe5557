import FieldSales
import Testing

@Suite struct CommissionTiersTests {
  let tiers = CommissionTiers([
    .init(from: 100_000, rate: 500), .init(from: 0, rate: 200), .init(from: 200_000, rate: 1000),
  ])

  @Test(arguments: [
    (Int64(0), Int64(0)), (-5, 0), (1, 0), (25, 1), (24, 0), (100_000, 2000), (100_001, 2000), (150_000, 4500),
    (200_000, 7000), (300_000, 17_000),
  ])
  func eachRatePaysForItsTierAlone(sales: Int64, pay: Int64) {
    #expect(tiers.pay(for: sales) == pay)
  }

  @Test func moreSalesNeverPayLess() {
    var last: Int64 = 0
    for sales in stride(from: Int64(99_900), to: 100_100, by: 1) {
      #expect(tiers.pay(for: sales) >= last)
      last = tiers.pay(for: sales)
    }
  }

  @Test func theNextTierIsKnown() {
    #expect(tiers.next(after: 0)?.from == 100_000)
    #expect(tiers.next(after: 100_000)?.from == 200_000)
    #expect(tiers.next(after: 200_000) == nil)
    #expect(tiers.tier(at: 99_999)?.rate == 200)
    #expect(CommissionTiers([.init(from: 10, rate: 5)]).tier(at: 9) == nil)
  }

  @Test func ofTwoTiersThatBeginAlike_theBetterPays() {
    #expect(CommissionTiers([.init(from: 0, rate: 100), .init(from: -5, rate: 300)]).pay(for: 10_000) == 300)
  }

  @Test func figuresBeyondAllMeasureDoNotTrap() {
    let wild = CommissionTiers([.init(from: .min, rate: .max), .init(from: .max, rate: .min)])
    #expect(wild.pay(for: .max) == .max)
    #expect(BasisPoints.of(.min, points: .max) == .min)
    #expect(BasisPoints.of(.min, points: .min) == .max)
    #expect(BasisPoints.of(.max, points: 10_000) == .max)
    #expect(BasisPoints.part(.max, of: 1) == .max)
    #expect(BasisPoints.part(.min, of: 1) == .min)
    #expect(BasisPoints.part(1, of: 0) == nil)
  }

  @Test(arguments: [
    (Int64(1), Int64(5000), Int64(1)), (1, 4999, 0), (-1, 5000, -1), (-1, 4999, 0), (333, 250, 8), (0, 9999, 0),
  ])
  func partsAreRoundedHalfAwayFromZero(amount: Int64, points: Int64, part: Int64) {
    #expect(BasisPoints.of(amount, points: points) == part)
  }
}
