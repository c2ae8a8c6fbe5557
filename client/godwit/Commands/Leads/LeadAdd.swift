import ArgumentParser
import FieldClient

struct LeadAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Note a lead; the level follows what is said of it, or the time of purchase.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var fields: LeadFields
  @OptionGroup var judgement: JudgementOptions
  @Option(help: "The person to speak to.") var contact: String?
  @Option(help: "The product in question.") var product: String?
  @Option(help: "The campaign that brought it.") var campaign: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try LeadBook(common.desk()).add(
        try fields.cells(), customer: customer, contact: contact, product: product, campaign: campaign,
        judgement: judgement.judgement), LeadShapes.card)
  }
}
