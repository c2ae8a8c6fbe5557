import ArgumentParser
import ChangeModel
import FieldClient

struct ContactShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a contact.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ContactBook(common.desk()).show(contact), ContactShapes.card) }
}
