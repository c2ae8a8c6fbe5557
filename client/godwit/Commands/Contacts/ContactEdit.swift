import ArgumentParser
import ChangeModel
import FieldClient

struct ContactEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a contact; an empty text clears a column.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var fields: ContactFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try ContactBook(common.desk()).edit(contact, try fields.cells.required()), ContactShapes.card)
  }
}
