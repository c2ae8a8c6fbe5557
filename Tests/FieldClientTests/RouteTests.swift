import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct RouteTests {
  private func place(_ x: Int64, _ y: Int64) -> RouteOrder.Place {
    RouteOrder.Place(latitude: 50_000_000 + y * 10_000, longitude: 10_000_000 + x * 10_000)
  }

  /// Every order of so many places.
  private func permutations(_ items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { rest.prefix($0) + [first] + rest.dropFirst($0) }.map { Array($0) }
    }
  }

  @Test func onAGridTheWayIsTheShortest_orNearlySo() {
    for seed in 0..<40 {
      let places = (0..<6).map { place(Int64((seed * 7 + $0 * 13) % 10), Int64((seed * 3 + $0 * $0 * 5) % 10)) }
      let start = place(0, 0)
      let order = RouteOrder.order(places, from: start)
      #expect(order.sorted() == Array(0..<6), "seed \(seed)")
      let best = permutations(Array(0..<6)).map { RouteOrder.length($0, places, from: start) }.min() ?? 0
      #expect(RouteOrder.length(order, places, from: start) <= best * 1.25 + 1, "seed \(seed)")
    }
  }

  @Test func aCrossingIsUndone() {
    let places = [place(0, 0), place(10, 0), place(0, 1), place(10, 1)]
    #expect(RouteOrder.order(places, from: nil) == [0, 2, 3, 1])
    #expect(RouteOrder.order([], from: place(0, 0)) == [])
    #expect(RouteOrder.order([place(1, 1)], from: nil) == [0])
    #expect(RouteOrder.order(Array(repeating: place(1, 1), count: 5), from: place(1, 1)).sorted() == [0, 1, 2, 3, 4])
  }

  @Test func aDegreeIsSome111Kilometres() {
    let metres = RouteOrder.Place(latitude: 0, longitude: 0).distance(to: .init(latitude: 1_000_000, longitude: 0))
    #expect((111_000...111_400).contains(metres))
  }

  private func put(_ trial: TrialDesk, _ code: String, east longitude: Int64) throws {
    try trial.execute("UPDATE customers SET latitude = 50000000, longitude = ? WHERE code = ?", [longitude, code])
  }

  @Test func planningNumbersTheVisits_withoutAPlaceLast_doneOnesStay() throws {
    let trial = try TrialDesk()
    let visits = VisitBook(trial.desk)
    try put(trial, "C-1", east: 30_000_000)
    try put(trial, "C-3", east: 10_000_000)
    for code in ["C-1", "C-2", "C-3"] {
      _ = try visits.add(["planned_at": .integer(TrialDesk.today.start)], customer: code)
    }
    let start = RouteOrder.Place(latitude: 50_000_000, longitude: 0)
    let stops = try RouteBook(trial.desk).plan(TrialDesk.today, from: start)
    #expect(stops.map { $0.text("customer_code") } == ["C-3", "C-1", "C-2"])
    #expect(stops.map { $0.integer("route_order") } == [1, 2, 3])
    #expect(stops[2].integer("leg_metres") == nil)
    #expect((stops[0].integer("leg_metres") ?? 0) > 700_000)
    #expect(try RouteBook(trial.desk).show(TrialDesk.day(1)).isEmpty)
    _ = try visits.checkIn("C-1", [:])
    #expect(try RouteBook(trial.desk).plan(TrialDesk.today).first?.text("customer_code") == "C-1")
  }

  /// It is 8:00. C-1 expects the rep at 9:00, 14 km away; C-3 lies half way, C-2 behind.
  @Test func aVisitThatHasATimeIsKeptAtIt_theOthersFillTheGaps() throws {
    let trial = try TrialDesk()
    let visits = VisitBook(trial.desk)
    try put(trial, "C-1", east: 10_200_000)
    try put(trial, "C-2", east: 10_250_000)
    try put(trial, "C-3", east: 10_100_000)
    let nine = TrialDesk.now + TrialDesk.hour
    _ = try visits.add(["planned_at": .integer(nine)], customer: "C-1")
    for code in ["C-2", "C-3"] {
      _ = try visits.add(["planned_at": .integer(TrialDesk.today.start)], customer: code)
    }
    let start = RouteOrder.Place(latitude: 50_000_000, longitude: 10_000_000)
    let stops = try RouteBook(trial.desk).plan(TrialDesk.today, from: start)
    #expect(stops.map { $0.text("customer_code") } == ["C-3", "C-1", "C-2"])
    #expect(stops.map { $0.integer("planned_at") } == [TrialDesk.today.start, nine, TrialDesk.today.start])
    // Where visits take an hour nothing fits before it.
    try trial.execute(
      "INSERT INTO settings(id, key, value) VALUES (?, 'route.visit_minutes', '60')",
      [Value(Setting.routeVisitMinutes.id).databaseValue])
    let longer = try RouteBook(trial.desk).plan(TrialDesk.today, from: start)
    #expect(longer.map { $0.text("customer_code") } == ["C-1", "C-2", "C-3"])
  }

  @Test(arguments: [("2027-12-31", "2028-01-01"), ("2028-02-28", "2028-02-29"), ("2027-02-28", "2027-03-01")])
  func theNextDay(day: String, next: String) {
    #expect(CalendarDate(day)?.next == CalendarDate(next))
  }

  @Test func daysThatNoCalendarHas() {
    for text in ["2027-02-29", "2027-13-01", "2027-04-31", "x", "2027-01", "2027-1-0"] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
    #expect(CalendarDate("2027-02-28")?.birthdays == ["02-28", "02-29"])
    #expect(CalendarDate("2028-02-28")?.birthdays == ["02-28"])
  }
}
