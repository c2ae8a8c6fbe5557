import ArgumentParser
import FieldClient

struct ActivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity", abstract: "Calls, mails, messages, appointments: list, show, plan, finish, edit, delete.",
    discussion: "What took place is noted with `godwit call`, `mail`, `message` or `appointment`.",
    subcommands: [
      ActivityList.self, ActivityShow.self, ActivityPlan.self, ActivityFinish.self, ActivityEdit.self,
      ActivityDelete.self,
    ])
}

/// One kind of contact as a command of its own.
protocol ContactKind: ParsableCommand {
  static var kind: String { get }
  var options: ContactOptions { get }
}

/// What every such command takes.
struct ContactOptions: ParsableArguments {
  @Argument(help: "The customer.") var customer: String
  @Option(help: "The person.") var contact: String?
  @Option(help: "The opportunity it was about.") var opportunity: String?
  @OptionGroup var fields: ActivityFields
  @OptionGroup var judgement: JudgementOptions
  @Option(help: "What for: marketing, service or survey; they may have refused it.") var purpose: String?
  @Flag(help: "Also against a refusal.") var anyway = false
  @OptionGroup var common: CommonOptions
}

extension ContactKind {
  func run() throws {
    var cells = try options.fields.cells()
    cells.set("kind", Self.kind)
    let subject = ActivityBook.Subject(
      customer: options.customer, contact: options.contact, opportunity: options.opportunity)
    options.common.printer.show(
      try ActivityBook(options.common.desk()).add(
        cells, subject, judgement: options.judgement.judgement, purpose: options.purpose,
        despiteRefusal: options.anyway),
      ActivityShapes.card)
  }
}

struct CallCommand: ContactKind {
  static let configuration = CommandConfiguration(commandName: "call", abstract: "Note a call.")
  static let kind = "call"
  @OptionGroup var options: ContactOptions
}

struct MailCommand: ContactKind {
  static let configuration = CommandConfiguration(commandName: "mail", abstract: "Note a mail.")
  static let kind = "mail"
  @OptionGroup var options: ContactOptions
}

struct MessageCommand: ContactKind {
  static let configuration = CommandConfiguration(commandName: "message", abstract: "Note a message.")
  static let kind = "message"
  @OptionGroup var options: ContactOptions
}
