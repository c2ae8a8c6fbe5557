import ArgumentParser
import ChangeModel
import FieldClient

struct ConsentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "What customers agreed to: list, check, give, refuse, withdraw.",
    discussion: """
      An answer is for one channel and one purpose, with its proof; the latest counts. Campaigns leave out who refuses their \
      channel for marketing. A refusal of a channel altogether (`customer edit --consent-phone no`) stands for all purposes.
      """,
    subcommands: [
      ConsentList.self, ConsentCheck.self, ConsentGive.self, ConsentRefuse.self, ConsentWithdraw.self,
    ])
}

/// What an answer is about.
struct ConsentSubject: ParsableArguments {
  @Argument(help: "The customer.") var customer: String
  @Option(help: "call, mail, message or post.") var channel: String
  @Option(help: "marketing, service or survey.") var purpose = "marketing"
  @Option(help: "The person.") var contact: String?

  var subject: ConsentBook.Subject {
    ConsentBook.Subject(customer: customer, contact: contact, channel: channel, purpose: purpose)
  }
}

struct ConsentList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List answers, latest first.")

  @Argument(help: "The customer.") var customer: String?
  @Option(help: "Only of this channel.") var channel: String?
  @Option(help: "Only for this purpose.") var purpose: String?
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ConsentBook(common.desk()).list(customer: customer, channel: channel, purpose: purpose, limit: limit),
      ConsentShapes.list,
      empty: "no answers; note one with `godwit consent give CUSTOMER --channel mail --proof WORDS`",
      limit: limit)
  }
}

struct ConsentCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether they may be spoken to this way, for this purpose.")

  @OptionGroup var subject: ConsentSubject
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try ConsentBook(common.desk()).check(subject.subject), ConsentShapes.check)
  }
}

struct ConsentGive: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "give", abstract: "Note that they agree, and the proof.")

  @OptionGroup var subject: ConsentSubject
  @Option(help: "How it can be proved, and where that is kept.") var proof: String
  @Option(help: "When they said so (default: now).") var at: String?
  @Option(help: "Who said so, if somebody else.") var by: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let cells = try answer(at: at, by: by, proof: proof)
    common.printer.show(
      try ConsentBook(common.desk()).note(.given, subject.subject, cells), ConsentShapes.card)
  }
}

struct ConsentRefuse: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "refuse", abstract: "Note that they do not agree.")

  @OptionGroup var subject: ConsentSubject
  @Option(help: "How it can be proved, and where that is kept.") var proof: String?
  @Option(help: "When they said so (default: now).") var at: String?
  @Option(help: "Who said so, if somebody else.") var by: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let cells = try answer(at: at, by: by, proof: proof)
    common.printer.show(
      try ConsentBook(common.desk()).note(.refused, subject.subject, cells), ConsentShapes.card)
  }
}

struct ConsentWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Note that they take back what they had agreed to.")

  @OptionGroup var subject: ConsentSubject
  @Option(help: "When they said so (default: now).") var at: String?
  @Option(help: "How they said so.") var how: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("withdrawn_at", try moment(at, option: "--at"))
    cells.set("withdrawal", how)
    common.printer.show(try ConsentBook(common.desk()).withdraw(subject.subject, cells), ConsentShapes.card)
  }
}

private func answer(at: String?, by: String?, proof: String?) throws -> Cells {
  var cells = Cells()
  cells.set("answered_at", try moment(at, option: "--at"))
  cells.set("answered_by", by)
  cells.set("proof", proof)
  return cells
}
