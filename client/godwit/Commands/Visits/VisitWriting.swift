import ArgumentParser
import ChangeModel
import FieldClient

/// What a rep writes about a visit.
struct VisitFields: ParsableArguments {
  @Option(help: "When it is to begin.") var plannedAt: String?
  @Option(help: "Place in the day's route, from 1.") var routeOrder: Int64?
  @Option(help: "Why: first contact, offer, order, delivery, complaint, care.") var purpose: String?
  @Option(help: "What came of it: order, promise, refused, absent.") var outcome: String?
  @Option(help: "What was agreed to do next.") var nextStep: String?
  @Option(help: "When the next step is due.") var nextStepAt: String?
  @Option(help: "What was said and seen.") var notes: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("planned_at", try moment(plannedAt, option: "--planned-at"))
    cells.set("route_order", routeOrder)
    cells.set("purpose", purpose)
    cells.set("outcome", outcome)
    cells.set("next_step", nextStep)
    cells.set("next_step_at", try moment(nextStepAt, option: "--next-step-at"))
    cells.set("notes", notes)
    return cells
  }
}

struct VisitPlan: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "plan", abstract: "Plan a visit.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: "When it is to begin.") var at: String
  @Option(help: "The person to meet.") var contact: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("planned_at", try moment(at, option: "--at"))
    common.printer.show(
      try VisitBook(common.desk()).add(cells, customer: customer, contact: contact), VisitShapes.card)
  }
}

struct VisitCheckIn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in", abstract: "Note that you have arrived, at a planned visit or at a customer unplanned.")

  @Argument(help: "The visit's ID, or the customer.") var visit: String
  @Option(help: "When (default: now).") var at: String?
  @Option(help: "Where, in degrees north.") var latitude: String?
  @Option(help: "Where, in degrees east.") var longitude: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("check_in_at", try moment(at, option: "--at"))
    cells.set("check_in_latitude", try millionths(latitude, most: 90, option: "--latitude"))
    cells.set("check_in_longitude", try millionths(longitude, most: 180, option: "--longitude"))
    common.printer.show(try VisitBook(common.desk()).checkIn(visit, cells), VisitShapes.card)
  }

  private func millionths(_ text: String?, most: Int64, option: String) throws -> Int64? {
    guard let text else { return nil }
    guard let value = Decimals.scaled(text, digits: 6), abs(value) <= most * 1_000_000 else {
      throw FieldError(
        .usage, "\"\(text)\" is no degree for \(option): write a decimal with at most 6 digits, such as 52.52")
    }
    return value
  }
}

struct VisitCheckOut: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-out", abstract: "Note that you have left, and what came of it.")

  @Argument(help: "The visit's ID, or the customer.") var visit: String
  @Option(help: "When (default: now).") var at: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("check_out_at", try moment(at, option: "--at"))
    common.printer.show(try VisitBook(common.desk()).checkOut(visit, cells), VisitShapes.card)
  }
}

struct VisitAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a visit with all that is known of it, also one that was made before.")

  @Argument(help: "The customer.") var customer: String
  @Option(help: "When you arrived.") var checkIn: String?
  @Option(help: "When you left.") var checkOut: String?
  @Option(help: "The person to meet.") var contact: String?
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("check_in_at", try moment(checkIn, option: "--check-in"))
    cells.set("check_out_at", try moment(checkOut, option: "--check-out"))
    common.printer.show(
      try VisitBook(common.desk()).add(cells, customer: customer, contact: contact), VisitShapes.card)
  }
}

struct VisitEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a visit; an empty text clears a column.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var fields: VisitFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try VisitBook(common.desk()).edit(visit, try fields.cells().required()), VisitShapes.card)
  }
}
