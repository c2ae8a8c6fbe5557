import ChangeModel
import FieldSales
import GRDB

/// The day's visits as a way from one to the next.
public struct RouteBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  static let select = """
    SELECT v.id, v.planned_at, v.route_order, v.purpose, v.check_in_at, v.check_out_at, v.customer_id,
      c.name AS customer, c.code AS customer_code, c.street, c.city, c.phone, c.latitude, c.longitude,
      CASE WHEN v.check_out_at IS NOT NULL THEN 'made' WHEN v.check_in_at IS NOT NULL THEN 'there' ELSE 'planned' END
        AS state
    FROM visits AS v
    LEFT JOIN customers AS c ON c.id = v.customer_id
    """

  /// The user's visits of a day in the order of the route, each with `leg_metres` from the one before, as the crow flies.
  public func show(_ day: Day, from start: RouteOrder.Place? = nil) throws -> [Record] {
    try desk.read { db in legs(try stops(day, db), from: start) }
  }

  /// Puts the visits of a day that are not made yet into a short order, and writes it down.
  ///
  /// One that has a time is kept at it; one that is planned for the day alone, for its first moment, has none. Times are
  /// not changed.
  public func plan(_ day: Day, from start: RouteOrder.Place? = nil) throws -> [Record] {
    try desk.write { db in
      let stops = try stops(day, db)
      let done = stops.filter { $0.text("state") != "planned" }
      let open = stops.filter { $0.text("state") == "planned" }.sorted(by: Self.isEarlier)
      let plan = try plan(of: open, day, from: start ?? done.last.flatMap(Self.place), db)
      let sorted = done + plan.order().map { open[$0] }
      for (index, stop) in sorted.enumerated() {
        guard let id = stop.id, stop.integer("route_order") != Int64(index + 1) else { continue }
        try db.update("visits", id: id, ["route_order": .integer(Int64(index + 1))])
      }
      return legs(try self.stops(day, db), from: start)
    }
  }

  private func plan(of visits: [Record], _ day: Day, from start: RouteOrder.Place?, _ db: Database) throws -> RoutePlan
  {
    let settings = try db.settings()
    let morning = day.start + settings[.routeBeginMinutes] * 60_000
    return RoutePlan(
      visits.map { visit in
        RoutePlan.Stop(Self.place(visit), at: visit.integer("planned_at").flatMap { $0 == day.start ? nil : $0 })
      },
      from: start, at: desk.now < day.end ? max(morning, desk.now) : morning,
      pace: RoutePlan.Pace(
        visitMinutes: settings[.routeVisitMinutes], kilometresPerHour: settings[.routeKilometresPerHour]))
  }

  private func stops(_ day: Day, _ db: Database) throws -> [Record] {
    var query = Query(Self.select)
    query.add(
      "(v.planned_at >= ? AND v.planned_at < ? OR v.check_in_at >= ? AND v.check_in_at < ?)", .integer(day.start),
      .integer(day.end), .integer(day.start), .integer(day.end))
    query.add("v.rep_id IS ?", try desk.ownRepID(db))
    return try query.fetch(
      db, order: "v.route_order IS NULL, v.route_order, coalesce(v.check_in_at, v.planned_at), v.id")
  }

  private func legs(_ stops: [Record], from start: RouteOrder.Place?) -> [Record] {
    var here = start
    return stops.map { stop in
      let place = Self.place(stop)
      let metres = here.flatMap { from in place.map { from.distance(to: $0) } }
      here = place ?? here
      return stop.adding("leg_metres", metres.map { .integer(Int64($0.rounded())) } ?? .null)
    }
  }

  private static func isEarlier(_ left: Record, _ right: Record) -> Bool {
    (left.integer("planned_at") ?? .max, left.id?.description ?? "")
      < (right.integer("planned_at") ?? .max, right.id?.description ?? "")
  }

  static func place(_ record: Record) -> RouteOrder.Place? {
    guard let latitude = record.integer("latitude"), let longitude = record.integer("longitude"),
      (-90_000_000...90_000_000).contains(latitude), (-180_000_000...180_000_000).contains(longitude)
    else { return nil }
    return RouteOrder.Place(latitude: latitude, longitude: longitude)
  }
}
