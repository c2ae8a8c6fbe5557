import ArgumentParser
import FieldClient

struct CustomerEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a customer; an empty text clears a column.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var fields: CustomerFields
  @OptionGroup var profile: CustomerProfileFields
  @Option(help: "Move to this territory.") var territory: String?
  @Option(help: "The rep who looks after the customer.") var owner: String?
  @Option(help: "A tag to add; may be repeated.") var tag: [String] = []
  @Option(help: "A tag to remove; may be repeated.") var untag: [String] = []
  @Option(
    help: ArgumentHelp("A correction that the person asked for: what was wrong, and who said so.", valueName: "reason"))
  var correction: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let others =
      territory != nil || owner != nil || !tag.isEmpty || !untag.isEmpty || profile.referredBy != nil
      || !profile.field.isEmpty
    let given = fields.cells.merging(try profile.cells(currency: fields.currency))
    let cells = others ? given : try given.required()
    let edited = try CustomerBook(common.desk()).edit(
      customer, cells, territory: territory, owner: owner, tagsAdded: tag, tagsRemoved: untag,
      referredBy: profile.referredBy, fields: profile.customFields(), correction: correction)
    if common.json { return common.printer.document(JSON(edited)) }
    common.printer.card(edited, CustomerShapes.card)
  }
}
