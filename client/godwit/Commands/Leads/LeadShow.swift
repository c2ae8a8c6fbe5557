import ArgumentParser
import FieldClient

struct LeadShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a lead with the history of its level and what was said.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let card = try LeadBook(common.desk()).show(lead)
    let printer = common.printer
    guard !common.json else {
      return printer.document(
        JSON(card.lead).adding(("judgements", JSON(card.judgements)), ("activities", JSON(card.activities))))
    }
    printer.card(card.lead, LeadShapes.card)
    printer.section("Judged", card.judgements, LeadShapes.judgements)
    printer.section("Contacts", card.activities, ActivityShapes.ofCustomer)
  }
}
