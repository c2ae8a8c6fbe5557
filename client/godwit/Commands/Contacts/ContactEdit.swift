import ArgumentParser
import ChangeModel
import FieldClient

struct ContactEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a contact; an empty text clears a column.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var fields: ContactFields
  @Option(help: "When the person left the customer.") var left: String?
  @Option(
    help: ArgumentHelp("A correction that the person asked for: what was wrong, and who said so.", valueName: "reason"))
  var correction: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = fields.cells
    cells.set("left_at", try moment(left, option: "--left"))
    common.printer.show(
      try ContactBook(common.desk()).edit(contact, try cells.required(), correction: correction), ContactShapes.card)
  }
}
