import ArgumentParser
import ChangeModel
import FieldClient

struct VisitEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a visit; an empty text clears a column.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try VisitBook(common.desk()).edit(visit, try fields.cells().required()), VisitShapes.card)
  }
}
