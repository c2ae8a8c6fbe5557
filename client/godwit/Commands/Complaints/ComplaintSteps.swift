import ArgumentParser
import FieldClient

struct ComplaintTriage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: "Judge a complaint and give it to someone; to yourself unless --rep names another."
  )

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @Option(help: "Who resolves it.") var rep: String?
  @Option(help: "1 grave, 2 usual, 3 slight.") var severity: Int64?
  @Option(help: "quality, delivery, price, service, billing or other.") var cause: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    if let severity, !(1...3).contains(severity) { throw FieldError(.usage, "--severity is 1, 2 or 3") }
    var cells = Cells()
    cells.set("severity", severity)
    cells.set("cause", cause)
    common.printer.show(
      try ComplaintBook(common.desk()).triage(complaint, cells, rep: rep), ComplaintShapes.card)
  }
}

struct ComplaintStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Note that somebody works on it; also again, when an answer did not help.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ComplaintBook(common.desk()).start(complaint), ComplaintShapes.card) }
}

struct ComplaintAnswer: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "answer", abstract: "Note what the customer was told.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @Argument(help: "What they were told.") var text: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try ComplaintBook(common.desk()).answer(complaint, text), ComplaintShapes.card)
  }
}

struct ComplaintFollowUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow-up", abstract: "Note that the customer was asked whether it helped: the complaint is done.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @Option(help: "How content they are, 1 to 5.") var satisfaction: Int64?
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try ComplaintBook(common.desk()).followUp(complaint, satisfaction: satisfaction), ComplaintShapes.card)
  }
}

struct ComplaintEscalate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Call the manager before the clock does.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @Option(help: "Why.") var reason: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try ComplaintBook(common.desk()).escalate(complaint, reason: reason), ComplaintShapes.card)
  }
}

struct ComplaintEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a complaint; an empty text clears a column.")

  @Argument(help: "The complaint, or its customer.") var complaint: String
  @Option(help: "What is wrong, in a few words.") var subject: String?
  @Option(help: "Who resolves it.") var rep: String?
  @OptionGroup var fields: ComplaintFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("subject", subject)
    var links = fields.links
    links.rep = rep
    common.printer.show(try ComplaintBook(common.desk()).edit(complaint, cells, links), ComplaintShapes.card)
  }
}
