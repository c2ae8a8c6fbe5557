import ArgumentParser
import FieldClient

struct ComplaintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complaint", abstract: "Complaints, with a clock on each step.",
    discussion: """
      received -> triage -> start -> answer -> follow-up; the office sets how long each may take. A complaint that is \
      late for long is the manager's. It is named by its ID, or by its customer when that has one open complaint.
      """,
    subcommands: [
      ComplaintList.self, ComplaintShow.self, ComplaintAdd.self, ComplaintTriage.self, ComplaintStart.self,
      ComplaintAnswer.self, ComplaintFollowUp.self, ComplaintEscalate.self, ComplaintEdit.self,
    ])
}

struct ComplaintList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open complaints by the time that the next step is due.")

  @Option(help: "Only of this customer.") var customer: String?
  @Flag(help: "Only those whose clock has run out.") var late = false
  @Flag(help: "Only those that are the manager's by now.") var escalated = false
  @Flag(help: "Finished ones too.") var all = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = ComplaintBook.Filter()
    filter.customer = customer
    filter.isAll = all
    filter.isLate = late
    filter.isEscalated = escalated
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ComplaintBook(common.desk()).list(filter), ComplaintShapes.list, empty: "no complaints", limit: filter.limit)
  }
}

struct ComplaintShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a complaint.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ComplaintBook(common.desk()).show(complaint), ComplaintShapes.card) }
}

struct ComplaintAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Note a complaint; its first clock starts.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "What is wrong, in a few words.") var subject: String
  @Option(help: "When it came (default: now).") var at: String?
  @OptionGroup var fields: ComplaintFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("subject", subject)
    cells.set("received_at", try moment(at, option: "--at"))
    common.printer.show(
      try ComplaintBook(common.desk()).add(cells, customer: customer, fields.links), ComplaintShapes.card)
  }
}
