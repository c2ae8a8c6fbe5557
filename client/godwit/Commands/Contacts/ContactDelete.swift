import ArgumentParser
import ChangeModel
import FieldClient

struct ContactDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a contact.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try ContactBook(common.desk()).delete(contact)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted \(deleted.text("name") ?? contact)")
  }
}
