import TestSupport
import Testing

@testable import FieldClient

/// Places lie on a map of tenths of a degree of longitude, some 7 km each, which take 10 min 43 s.
@Suite struct RoutePlanTests {
  private static let minute: Int64 = 60_000
  private let pace = RoutePlan.Pace(visitMinutes: 30, kilometresPerHour: 40)

  private func place(_ x: Int64, _ y: Int64 = 0) -> RouteOrder.Place {
    RouteOrder.Place(latitude: 50_000_000 + y * 64_000, longitude: 10_000_000 + x * 100_000)
  }

  private func order(_ stops: [RoutePlan.Stop], from start: RouteOrder.Place? = nil) -> [Int] {
    RoutePlan(stops, from: start ?? place(0), at: 0, pace: pace).order()
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest.prefix($0) + [first] + rest.dropFirst($0)) }
    }
  }

  @Test func withoutTimes_theWayIsTheShortOne() {
    let places = [place(3), place(1), place(2)]
    #expect(order(places.map { RoutePlan.Stop($0) }) == RouteOrder.order(places, from: place(0)))
    #expect(order([]) == [])
  }

  @Test func timesStandInTheirOrder_theNearestWayDoesNotMatter() {
    let hour = 60 * Self.minute
    #expect(order([.init(place(1), at: 3 * hour), .init(place(9), at: hour), .init(nil, at: 2 * hour)]) == [1, 2, 0])
  }

  @Test(arguments: [(52, [1, 0]), (51, [0, 1])])
  func aGapIsFilledIfTheTimeSuffices(minutes: Int, expected: [Int]) {
    // 10 min 43 s there, 30 min, 10 min 43 s on: 51 min 26 s.
    #expect(order([.init(place(2), at: Int64(minutes) * Self.minute), .init(place(1))]) == expected)
  }

  @Test func aLongDetourIsNotMadeToFillAGap() {
    // There is a day's gap at home, and the visit lies a hundred kilometres off, next door to the last of the day.
    let stops: [RoutePlan.Stop] = [
      .init(place(0), at: 60 * Self.minute), .init(place(0), at: 500 * Self.minute),
      .init(place(14), at: 680 * Self.minute), .init(place(14)),
    ]
    #expect(order(stops) == [0, 1, 2, 3])
  }

  @Test func whoIsLateAlready_isNotMadeLaterByOthers() {
    let stops: [RoutePlan.Stop] = [.init(place(9), at: -Self.minute), .init(place(1)), .init(place(8))]
    let way = order(stops)
    #expect(way.first == 0)
    #expect(way.sorted() == [0, 1, 2])
  }

  @Test func nobodyIsMetLater_andTheWayIsNearlyTheBest() {
    for seed in 0..<60 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let stops = (0..<6).map { index -> RoutePlan.Stop in
        let place = place(Int64(random.next() % 8), Int64(random.next() % 8))
        let time = Int64(random.next() % 480) * Self.minute
        return RoutePlan.Stop(place, at: index < Int(seed % 4) ? time : nil)
      }
      let plan = RoutePlan(stops, from: place(0), at: 0, pace: pace)
      let way = plan.order()
      #expect(way.sorted() == Array(0..<6), "seed \(seed)")
      let fixed = way.filter { stops[$0].time != nil }
      #expect(plan.course(of: way).lateness <= plan.course(of: fixed).lateness, "seed \(seed)")
      let allowed = permutations(Array(0..<6)).filter { candidate in
        candidate.filter { stops[$0].time != nil } == fixed
          && plan.course(of: candidate).lateness <= plan.course(of: fixed).lateness
      }
      let best = allowed.map { plan.course(of: $0).cost }.min() ?? 0
      #expect(Double(plan.course(of: way).cost) <= Double(best) * 1.15, "seed \(seed)")
    }
  }

  @Test func moreThanAnyoneMakesInADay_comeInAnySensibleOrder() {
    let stops = (0..<150).map { (index: Int) -> RoutePlan.Stop in
      let there: RouteOrder.Place? = index == 70 ? nil : place(Int64(index % 12), Int64(index / 12))
      return RoutePlan.Stop(there, at: index == 3 ? 5 : nil)
    }
    let way = order(stops)
    #expect(way.sorted() == Array(0..<150))
    #expect(way.first == 3 && way.last == 70)
  }
}
