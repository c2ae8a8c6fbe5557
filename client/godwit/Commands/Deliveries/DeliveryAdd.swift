import ArgumentParser
import ChangeModel
import FieldClient

struct DeliveryAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Begin a delivery of a confirmed order (office only).")

  @Argument(help: "The order.") var order: String
  @Option(help: "The number of the delivery note.") var number: String?
  @Option(help: "The warehouse's code (default: the order's).") var warehouse: String?
  @Option(help: "When it should arrive.") var expected: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("number", number)
    cells.set("warehouse", warehouse)
    cells.set("expected_at", try moment(expected, option: "--expected"))
    common.printer.show(try DeliveryBook(common.desk()).add(order: order, cells), DeliveryShapes.card)
  }
}
