import ArgumentParser
import FieldClient

struct VisitDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a visit.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try VisitBook(common.desk()).delete(visit)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted the visit at \(deleted.text("customer"), or: "a customer")")
  }
}
