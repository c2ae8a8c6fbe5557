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
