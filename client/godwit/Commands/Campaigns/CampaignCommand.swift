import ArgumentParser
import FieldClient

struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign", abstract: "Campaigns: list, show with their return, targets, respond, add, edit.",
    subcommands: [
      CampaignList.self, CampaignShow.self, CampaignTargets.self, CampaignRespond.self, CampaignAdd.self,
      CampaignEdit.self,
    ])
}

struct CampaignList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List campaigns, latest first.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try CampaignBook(common.desk()).list(), CampaignShapes.list,
      empty: "no campaigns; a manager makes one with `godwit campaign add NAME`")
  }
}

struct CampaignShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a campaign: responses, revenue and return in your territories.")

  @Argument(help: "The campaign.") var campaign: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try CampaignBook(common.desk()).show(campaign)) }
}

struct CampaignTargets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "List whom it is for and who has not responded; without those who refuse its way."
  )

  @Argument(help: "The campaign.") var campaign: String
  @Flag(help: "Only those you look after.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CampaignBook(common.desk()).targets(campaign, isMine: mine, limit: limit), CustomerShapes.list,
      empty: "nobody is left to ask", limit: limit)
  }
}

struct CampaignRespond: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "respond", abstract: "Note how a customer responded.")

  @Argument(help: "The campaign.") var campaign: String
  @Argument(help: "The customer.") var customer: String
  @Argument(help: "reached, interested, bought or declined.") var response: String
  @Option(help: "The person.") var contact: String?
  @Option(help: "The order that came of it.") var order: String?
  @Option(help: "What they said.") var note: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard ["reached", "interested", "bought", "declined"].contains(response) else {
      throw FieldError(.usage, "the response is reached, interested, bought or declined")
    }
    common.printer.show(
      try CampaignBook(common.desk()).respond(
        campaign, customer: customer, response: response, contact: contact, order: order, note: note),
      CampaignShapes.response)
  }
}

struct CampaignAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Make a campaign (managers).")

  @Argument(help: "What people call it.") var name: String
  @OptionGroup var fields: CampaignFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("name", name)
    common.printer.show(try CampaignBook(common.desk()).add(cells))
  }
}

struct CampaignEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a campaign (managers); an empty text clears a column.")

  @Argument(help: "The campaign.") var campaign: String
  @OptionGroup var fields: CampaignFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try CampaignBook(common.desk()).edit(campaign, try fields.cells().required()))
  }
}
