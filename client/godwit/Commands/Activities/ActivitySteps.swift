import ArgumentParser
import FieldClient

struct ActivityShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an activity.")

  @Argument(help: "The activity's ID, or its beginning.") var activity: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ActivityBook(common.desk()).show(activity), ActivityShapes.card) }
}

struct ActivityPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Agree on an appointment, a call or a mail.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: "When it is to be.") var planned: String
  @Option(help: "appointment, meeting, call, mail or message.") var kind = "appointment"
  @Option(help: "The person.") var contact: String?
  @Option(help: "What it is about.") var subject: String?
  @Flag(help: "Also against a refusal.") var anyway = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("planned_at", try moment(planned, option: "--planned"))
    cells.set("kind", kind)
    cells.set("subject", subject)
    common.printer.show(
      try ActivityBook(common.desk()).add(
        cells, ActivityBook.Subject(customer: customer, contact: contact), despiteRefusal: anyway),
      ActivityShapes.card)
  }
}

struct ActivityFinish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Note that a planned activity took place.")

  @Argument(help: "The activity's ID, or its customer.") var activity: String
  @OptionGroup var fields: ActivityFields
  @OptionGroup var judgement: JudgementOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try ActivityBook(common.desk()).finish(activity, try fields.cells(), judgement: judgement.judgement),
      ActivityShapes.card)
  }
}

struct ActivityEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change an activity; an empty text clears a column.")

  @Argument(help: "The activity's ID, or its beginning.") var activity: String
  @Option(help: "Move it to this time.") var planned: String?
  @OptionGroup var fields: ActivityFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("planned_at", try moment(planned, option: "--planned"))
    common.printer.show(
      try ActivityBook(common.desk()).edit(activity, try cells.required()), ActivityShapes.card)
  }
}

struct ActivityDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete an activity.")

  @Argument(help: "The activity's ID, or its beginning.") var activity: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try ActivityBook(common.desk()).delete(activity)
    common.printer.deleted(deleted, name: deleted.text("subject") ?? deleted.text("kind") ?? "the activity")
  }
}

extension Printer {
  /// What was deleted: its ID for programs, its name for people.
  func deleted(_ record: Record, name: String) {
    if isJSON { return document(.object([("deleted", JSON(record["id"] ?? .null))])) }
    say("deleted \(name)")
  }
}
