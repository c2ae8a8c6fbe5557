import ArgumentParser
import ChangeModel
import FieldClient

struct VisitCheckOut: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-out", abstract: "Note that you have left, and what came of it.")

  @Argument(help: "The visit's ID, or the customer.") var visit: String
  @Option(help: "When (default: now).") var at: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var judgement: JudgementOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("check_out_at", try moment(at, option: "--at"))
    common.printer.show(
      try VisitBook(common.desk()).checkOut(visit, cells, judgement: judgement.judgement), VisitShapes.card)
  }
}
