import ArgumentParser
import ChangeModel
import FieldClient

struct ContactAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a contact to a customer.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "The name, if not given with --name.") var newName: String?
  @OptionGroup var fields: ContactFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = fields.cells
    cells.set("name", newName ?? fields.name)
    guard cells["name"]?.text != nil else {
      throw FieldError(.usage, "name the person: godwit contact add CUSTOMER NAME")
    }
    common.printer.show(try ContactBook(common.desk()).add(cells, customer: customer), ContactShapes.card)
  }
}
