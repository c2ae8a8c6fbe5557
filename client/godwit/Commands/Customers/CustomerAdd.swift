import ArgumentParser
import FieldClient

struct CustomerAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a customer.")

  @Argument(help: "The name, if not given with --name.") var newName: String?
  @OptionGroup var fields: CustomerFields
  @OptionGroup var profile: CustomerProfileFields
  @Option(help: "The territory; yours when you have one.") var territory: String?
  @Option(help: "A tag; may be repeated.") var tag: [String] = []
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = fields.cells.merging(try profile.cells(currency: fields.currency))
    cells.set("name", newName ?? fields.name)
    guard cells["name"]?.text != nil else { throw FieldError(.usage, "name the customer: godwit customer add NAME") }
    if !tag.isEmpty { cells["tags"] = .text(Tags.write(tag)) }
    let customer = try CustomerBook(common.desk()).add(
      cells, territory: territory, referredBy: profile.referredBy, fields: profile.customFields())
    if common.json { return common.printer.document(JSON(customer)) }
    common.printer.card(customer, CustomerShapes.card)
  }
}
