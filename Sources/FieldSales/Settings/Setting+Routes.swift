/// How a day's route is reckoned.
extension Setting {
  static let routes = [routeBeginMinutes, routeVisitMinutes, routeKilometresPerHour]

  public static let routeBeginMinutes = Setting(
    "route.begin_minutes", 480, in: 0...1439,
    meaning: "Minutes after midnight when a rep may be at the first customer (480 = 8:00).")
  public static let routeVisitMinutes = Setting(
    "route.visit_minutes", 30, in: 0...1440, meaning: "Minutes that a visit takes when a route is planned.")
  public static let routeKilometresPerHour = Setting(
    "route.kilometres_per_hour", 40, in: 1...1000,
    meaning: "Kilometres, as the crow flies, that a rep gets on in an hour when a route is planned.")
}
