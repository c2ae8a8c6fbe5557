import ArgumentParser
import ChangeModel
import FieldClient

struct VisitPlan: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "plan", abstract: "Plan a visit.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: "When it is to begin.") var at: String
  @Option(help: "The person to meet.") var contact: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("planned_at", try moment(at, option: "--at"))
    common.printer.show(
      try VisitBook(common.desk()).add(cells, customer: customer, contact: contact), VisitShapes.card)
  }
}
