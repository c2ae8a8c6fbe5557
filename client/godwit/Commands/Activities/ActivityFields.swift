import ArgumentParser
import ChangeModel
import FieldClient

/// What a rep writes about a contact.
struct ActivityFields: ParsableArguments {
  @Option(help: "When it took place (default: now).") var at: String?
  @Option(help: "What it was about.") var subject: String?
  @Option(help: "What came of it: reached, not_reached, promise, order, refused.") var outcome: String?
  @Option(help: "How long, in minutes.") var minutes: Int64?
  @Option(help: "What was agreed to do next.") var nextStep: String?
  @Option(help: "When the next step is due.") var nextStepAt: String?
  @Option(help: "What was said.") var notes: String?
  @Flag(help: "They came to you.") var incoming = false

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("done_at", try moment(at, option: "--at"))
    cells.set("subject", subject)
    cells.set("outcome", outcome)
    cells.set("minutes", minutes)
    cells.set("next_step", nextStep)
    cells.set("next_step_at", try moment(nextStepAt, option: "--next-step-at"))
    cells.set("notes", notes)
    if incoming { cells["direction"] = .text("in") }
    return cells
  }
}
