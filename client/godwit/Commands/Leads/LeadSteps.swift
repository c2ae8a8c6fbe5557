import ArgumentParser
import FieldClient

struct LeadContact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Note that you spoke to a lead, and judge it anew.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @Option(help: "call, mail, message, appointment or meeting.") var kind = "call"
  @OptionGroup var fields: ActivityFields
  @OptionGroup var judgement: JudgementOptions
  @Flag(help: "Also against a refusal.") var anyway = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    let card = try LeadBook(desk).show(lead)
    guard let customer = card.lead.rowID("customer_id"), let id = card.lead.id else {
      throw FieldError(.failed, "the lead has lost its customer")
    }
    var cells = try fields.cells()
    cells.set("kind", kind)
    _ = try ActivityBook(desk).add(
      cells, ActivityBook.Subject(customer: customer.description, lead: id.description),
      judgement: judgement.judgement, despiteRefusal: anyway)
    common.printer.show(try LeadBook(desk).show(id.description).lead, LeadShapes.card)
  }
}

struct LeadJudge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Judge a lead anew without a contact.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @OptionGroup var judgement: JudgementOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LeadBook(common.desk()).judge(lead, judgement.judgement), LeadShapes.card)
  }
}

struct LeadEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a lead; an empty text clears a column.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @OptionGroup var fields: LeadFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try LeadBook(common.desk()).edit(lead, try fields.cells().required()), LeadShapes.card)
  }
}

struct LeadWin: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "win", abstract: "Close a lead: there is a deal.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LeadBook(common.desk()).close(lead, lostReason: nil), LeadShapes.card)
  }
}

struct LeadLose: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lose", abstract: "Close a lead: there is no deal.")

  @Argument(help: "The lead, or its customer.") var lead: String
  @Option(help: "Why.") var reason: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try LeadBook(common.desk()).close(lead, lostReason: reason), LeadShapes.card)
  }
}
