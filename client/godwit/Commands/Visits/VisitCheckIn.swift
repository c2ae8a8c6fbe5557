import ArgumentParser
import ChangeModel
import FieldClient

struct VisitCheckIn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in", abstract: "Note that you have arrived, at a planned visit or at a customer unplanned.")

  @Argument(help: "The visit's ID, or the customer.") var visit: String
  @Option(help: "When (default: now).") var at: String?
  @Option(help: "Where, in degrees north.") var latitude: String?
  @Option(help: "Where, in degrees east.") var longitude: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("check_in_at", try moment(at, option: "--at"))
    cells.set("check_in_latitude", try millionths(latitude, most: 90, option: "--latitude"))
    cells.set("check_in_longitude", try millionths(longitude, most: 180, option: "--longitude"))
    let desk = try common.desk()
    let day = try localDay(at, now: desk.now, option: "--at")
    common.printer.show(try VisitBook(desk).checkIn(visit, cells, day: day), VisitShapes.card)
  }

  private func millionths(_ text: String?, most: Int64, option: String) throws -> Int64? {
    guard let text else { return nil }
    guard let value = Decimals.scaled(text, digits: 6), abs(value) <= most * 1_000_000 else {
      throw FieldError(
        .usage, "\"\(text)\" is no degree for \(option): write a decimal with at most 6 digits, such as 52.52")
    }
    return value
  }
}
