import ArgumentParser
import ChangeModel
import FieldClient

struct VisitAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a visit with all that is known of it, also one that was made before.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: "When you arrived.") var checkIn: String?
  @Option(help: "When you left.") var checkOut: String?
  @Option(help: "The person to meet.") var contact: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("check_in_at", try moment(checkIn, option: "--check-in"))
    cells.set("check_out_at", try moment(checkOut, option: "--check-out"))
    common.printer.show(
      try VisitBook(common.desk()).add(cells, customer: customer, contact: contact), VisitShapes.card)
  }
}
