import ArgumentParser
import FieldClient

struct OpportunityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunity", abstract: "Opportunities: list, show, add, edit, stage.",
    discussion: "Stages: initial_contact, intent, negotiation, then contract or lost. See also `godwit funnel`.",
    subcommands: [
      OpportunityList.self, OpportunityShow.self, OpportunityAdd.self, OpportunityEdit.self, OpportunityStage.self,
    ])
}

struct OpportunityList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open opportunities, nearest to a contract first.")

  @Option(help: "Only of this customer.") var customer: String?
  @Option(help: "Only in this stage.") var stage: String?
  @Flag(help: "Signed and lost ones too.") var all = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = OpportunityBook.Filter()
    filter.customer = customer
    filter.stage = stage
    filter.isAll = all
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try OpportunityBook(common.desk()).list(filter), OpportunityShapes.list,
      empty: "no opportunities; note one with `godwit opportunity add NAME --customer CUSTOMER`", limit: filter.limit)
  }
}

struct OpportunityShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an opportunity with the stages it went through.")

  @Argument(help: "The opportunity: ID, name, or its customer.") var opportunity: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let card = try OpportunityBook(common.desk()).show(opportunity)
    guard !common.json else {
      return common.printer.document(JSON(card.opportunity).adding(("steps", JSON(card.steps))))
    }
    common.printer.card(card.opportunity, OpportunityShapes.card)
    common.printer.section("Stages", card.steps, OpportunityShapes.steps)
  }
}

struct OpportunityAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Note an opportunity.")

  @Argument(help: "What it is about, in a few words.") var name: String
  @Option(help: "The customer, unless --lead says it.") var customer: String?
  @Option(help: "The lead that it grew from.") var lead: String?
  @Option(help: "The stage (default: initial_contact).") var stage: String?
  @OptionGroup var fields: OpportunityFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("name", name)
    cells.set("stage", stage)
    var links = fields.links
    links.lead = lead
    common.printer.show(
      try OpportunityBook(common.desk()).add(cells, customer: customer, links), OpportunityShapes.card)
  }
}

struct OpportunityEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change an opportunity; an empty text clears a column.")

  @Argument(help: "The opportunity: ID, name, or its customer.") var opportunity: String
  @Option(help: "What it is about.") var name: String?
  @OptionGroup var fields: OpportunityFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("name", name)
    common.printer.show(
      try OpportunityBook(common.desk()).edit(opportunity, cells, fields.links), OpportunityShapes.card)
  }
}

struct OpportunityStage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Take an opportunity to another stage.")

  @Argument(help: "The opportunity: ID, name, or its customer.") var opportunity: String
  @Argument(help: "initial_contact, intent, negotiation, contract or lost.") var stage: String
  @Option(help: "Why, when it is lost.") var reason: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try OpportunityBook(common.desk()).move(opportunity, to: stage, reason: reason), OpportunityShapes.card)
  }
}
