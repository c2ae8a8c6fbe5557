import ArgumentParser
import FieldClient

struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route", abstract: "The day's visits as a way: show it, or put it in a short order.",
    subcommands: [Show.self, Plan.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the day's visits in the order of the route.")

    @Option(help: "The day (default: today).") var day: String?
    @OptionGroup var from: PlaceOption
    @OptionGroup var common: CommonOptions

    func run() throws {
      let desk = try common.desk()
      common.printer.route(
        try RouteBook(desk).show(localDay(day, now: desk.now, option: "--day"), from: from.place()))
    }
  }

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the visits that are left into a short order, around those that have a time.",
      discussion: """
        A visit planned for a day alone, such as `visit plan C-1 --at tomorrow`, has no time and may come when it fits; \
        one planned for an hour is kept at it.
        """)

    @Option(help: "The day (default: today).") var day: String?
    @OptionGroup var from: PlaceOption
    @OptionGroup var common: CommonOptions

    func run() throws {
      let desk = try common.desk()
      common.printer.route(
        try RouteBook(desk).plan(localDay(day, now: desk.now, option: "--day"), from: from.place()))
    }
  }
}

extension Printer {
  fileprivate func route(_ stops: [Record]) {
    list(
      stops, RouteShapes.list, empty: "no visits that day; plan one with `godwit visit plan CUSTOMER --at TIME`")
    let metres = stops.compactMap { $0.integer("leg_metres") }.reduce(0, +)
    if metres > 0 { say("\(Decimals.text((metres + 50) / 100, digits: 1)) km as the crow flies") }
  }
}

/// How a route is shown.
enum RouteShapes {
  static let list = [
    Field("STOP", "route_order", .number), Field("TIME", "planned_at", .plan), Field("STATE", "state"),
    Field("CUSTOMER", "customer"), Field("STREET", "street"), Field("CITY", "city"), Field("PURPOSE", "purpose"),
    Field("METRES", "leg_metres", .number), Field("PHONE", "phone"), Field("ID", "id", .shortID),
  ]
}
