import FieldClient
import FieldSales
import Foundation

/// Two reps, a manager and the office of a generated company, and a week whose hours are set by hand.
///
/// The company is the same on every day that the test runs: it is generated until the week's Monday.
struct WorkingWeek {
  /// 2026-06-01, the first moment in UTC, in milliseconds since 1970.
  static let monday: Int64 = 1_780_272_000_000
  /// The evening of Sunday, when the week is looked back upon.
  static let end = time(day: 6, hour: 18)

  let world: World
  /// By name; each works in both territories, and looks after the customers of one.
  let reps: [String]
  let manager: String
  let office: String

  var everyone: [String] { reps + [manager, office] }

  /// A moment of the week, in milliseconds since 1970 UTC; Monday is day 0.
  static func time(day: Int64, hour: Int64) -> Int64 { monday + day * Day.length + hour * 3_600_000 }

  /// A day of the week as reps in UTC live it.
  static func day(_ number: Int64) throws -> Day {
    guard let date = CalendarDate(year: 2026, month: 6, day: Int(number) + 1) else {
      throw TestFailure("the week has no day \(number)")
    }
    return Day(start: time(day: number, hour: 0), end: time(day: number + 1, hour: 0), date: date)
  }

  /// Generates the company, starts its server, and gives everyone a replica.
  init() throws {
    world = try World(
      generating: ["--customers", "30", "--reps", "2", "--years", "3", "--seed", "11", "--until", "2026-06-01"])
    let people = try world.office("rep", "list", world.serverFolder, "--json").jsonRows()
    func names(_ role: String) -> [String] {
      people.filter { $0["role"] as? String == role }.compactMap { $0["name"] as? String }.sorted()
    }
    guard let manager = names("manager").first, let office = names("office").first, names("rep").count == 2,
      let territories = people.first(where: { $0["name"] as? String == manager })?["territories"] as? [String]
    else { throw TestFailure("the company has other people than expected: \(people)") }
    self.manager = manager
    self.office = office
    reps = names("rep")
    let both = territories.flatMap { ["--territory", $0] }
    for rep in reps { try world.office(arguments: ["rep", "assign", world.serverFolder, rep] + both) }
    try world.startServer()
    for person in everyone { try world.join(person) }
  }

  /// A person's desk at a moment of the week.
  func desk(_ person: String, at time: Int64) throws -> Desk {
    let machine = Surroundings.machine
    return try FieldClient.open(
      HomeFolder(path: world.home(person)), views: FieldSales.definitions,
      surroundings: Surroundings(now: { time }, random: machine.random, sleep: machine.sleep)
    ).desk
  }

  /// What stands on a person's page of a day, all lines of a kind.
  func page(_ person: String, day: Int64, hour: Int64, _ kind: AgendaKind) throws -> [Record] {
    let desk = try desk(person, at: Self.time(day: day, hour: hour))
    let agenda = try TodayBook(desk).agenda(Self.day(day), isAll: person == manager, limit: nil)
    return agenda.sections.first { $0.kind == kind }?.items ?? []
  }

  /// A whole number that a query of a person's replica gives.
  func number(_ person: String, _ sql: String) throws -> Int64 {
    let text = try world.sql(person, sql)
    guard let number = Int64(text) else { throw TestFailure("\"\(text)\" is no number: \(sql)") }
    return number
  }

  /// The codes of customers who fulfil a condition, in order.
  /// - Throws: when there are fewer than the test needs.
  func customers(_ person: String, _ count: Int, where condition: String) throws -> [String] {
    let codes = try world.sql(
      person, "SELECT code FROM customers AS c WHERE \(condition) ORDER BY code LIMIT \(count);"
    )
    .split(separator: "\n").map(String.init)
    guard codes.count == count else { throw TestFailure("\(codes.count) customers instead of \(count): \(condition)") }
    return codes
  }
}
