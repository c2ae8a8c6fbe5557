import ArgumentParser
import FieldClient

/// Where a way begins.
struct PlaceOption: ParsableArguments {
  @Option(help: ArgumentHelp("Where the day begins, in degrees, such as 52.52,13.405.", valueName: "lat,long"))
  var from: String?

  /// nil when none was given.
  func place() throws -> RouteOrder.Place? {
    guard let from else { return nil }
    let parts = from.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
    guard parts.count == 2, let latitude = Decimals.scaled(String(parts[0]), digits: 6),
      let longitude = Decimals.scaled(String(parts[1]), digits: 6), abs(latitude) <= 90_000_000,
      abs(longitude) <= 180_000_000
    else {
      throw FieldError(.usage, "\"\(from)\" is no place: write two decimals of degrees, such as 52.52,13.405")
    }
    return RouteOrder.Place(latitude: latitude, longitude: longitude)
  }
}
