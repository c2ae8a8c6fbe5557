/// A day's way around the visits that have a time: those are kept at it, in their order, and the others fill the gaps.
///
/// A visit goes where it costs least: the time on the road that it adds, and the time by which the day gets longer. So a
/// gap is filled before the evening grows, but not by a long detour. Nobody with a time is made to wait longer for it.
public struct RoutePlan: Sendable {
  /// A visit to make.
  public struct Stop: Hashable, Sendable {
    /// nil where nobody knows it: then the way there counts nothing.
    public var place: RouteOrder.Place?
    /// When it begins, in milliseconds since 1970 UTC; nil for any time of the day.
    public var time: Int64?

    public init(_ place: RouteOrder.Place?, at time: Int64? = nil) {
      self.place = place
      self.time = time
    }
  }

  /// How a rep gets on.
  public struct Pace: Hashable, Sendable {
    public var visitMinutes: Int64
    /// As the crow flies.
    public var kilometresPerHour: Int64

    public init(visitMinutes: Int64, kilometresPerHour: Int64) {
      self.visitMinutes = visitMinutes
      self.kilometresPerHour = kilometresPerHour
    }
  }

  /// What an order comes to, in milliseconds.
  struct Course {
    var travel: Int64 = 0
    /// By how much those with a time are met too late, in sum.
    var lateness: Int64 = 0
    /// When the last visit is over.
    var end: Int64

    var cost: Int64 { travel + end }
  }

  /// Beyond so many, more than anyone makes in a day, those without a time simply come last.
  static let stopsMax = 40
  /// Beginnings that are tried: where one ends depends on which stop found its place first.
  private static let beginningsMax = 8
  private static let passesMax = 10

  private let stops: [Stop]
  private let start: RouteOrder.Place?
  private let begin: Int64
  private let pace: Pace

  /// - Parameters:
  ///   - start: where the day begins; nil when nobody knows.
  ///   - begin: when, in milliseconds since 1970 UTC.
  public init(_ stops: [Stop], from start: RouteOrder.Place?, at begin: Int64, pace: Pace) {
    self.stops = stops
    self.start = start
    self.begin = begin
    self.pace = pace
  }

  /// The indices of the stops in the order of the way; those with neither time nor place come last.
  public func order() -> [Int] {
    let fixed = stops.indices.filter { stops[$0].time != nil }
      .sorted { (stops[$0].time ?? 0, $0) < (stops[$1].time ?? 0, $1) }
    let rest = stops.indices.filter { stops[$0].time == nil && stops[$0].place == nil }
    let placed = stops.indices.filter { stops[$0].time == nil && stops[$0].place != nil }
    let free = RouteOrder.order(placed.compactMap { stops[$0].place }, from: start).map { placed[$0] }
    guard !fixed.isEmpty, stops.count <= Self.stopsMax else { return fixed + free + rest }
    let ways = free.indices.prefix(Self.beginningsMax).map { filled(fixed, with: Array(free[$0...] + free[..<$0])) }
    return (ways.min { course(of: $0).cost < course(of: $1).cost } ?? fixed) + rest
  }

  /// When one is where, in this order.
  func course(of way: [Int]) -> Course {
    var course = Course(end: begin)
    var here = start
    for stop in way.map({ stops[$0] }) {
      let leg = travel(from: here, to: stop.place)
      course.travel += leg
      course.end += leg
      if let time = stop.time {
        course.lateness += max(0, course.end - time)
        course.end = max(course.end, time)
      }
      course.end += pace.visitMinutes * 60_000
      here = stop.place ?? here
    }
    return course
  }

  private func filled(_ fixed: [Int], with free: [Int]) -> [Int] {
    let allowed = course(of: fixed).lateness
    var way = free.reduce(fixed) { inserted($1, into: $0, lateness: allowed) }
    for _ in 0..<Self.passesMax {
      let before = course(of: way).cost
      for stop in free {
        let moved = inserted(stop, into: way.filter { $0 != stop }, lateness: allowed)
        if course(of: moved).cost < course(of: way).cost { way = moved }
      }
      if course(of: way).cost == before { break }
    }
    return way
  }

  /// With one stop more where it costs least; behind all others nobody comes too late by it.
  private func inserted(_ stop: Int, into way: [Int], lateness: Int64) -> [Int] {
    var best = way + [stop]
    var least = course(of: best)
    for index in way.indices {
      let candidate = way[..<index] + [stop] + way[index...]
      let course = course(of: Array(candidate))
      if course.lateness <= lateness, course.cost < least.cost { (best, least) = (Array(candidate), course) }
    }
    return best
  }

  private func travel(from here: RouteOrder.Place?, to place: RouteOrder.Place?) -> Int64 {
    guard let here, let place else { return 0 }
    return Int64(here.distance(to: place) * 3600 / Double(max(1, pace.kilometresPerHour)))
  }
}
