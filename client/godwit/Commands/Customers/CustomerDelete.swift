import ArgumentParser
import FieldClient

struct CustomerDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a customer who has no orders, with contacts and visits.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try CustomerBook(common.desk()).delete(customer)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted \(deleted.text("name") ?? customer)")
  }
}
