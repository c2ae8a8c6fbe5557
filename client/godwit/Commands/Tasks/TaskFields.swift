import ArgumentParser
import ChangeModel
import FieldClient

/// What a person writes about a task.
struct TaskFields: ParsableArguments {
  @Option(help: "By when.") var due: String?
  @Option(help: "From when it is shown (default: the due day).") var remind: String?
  @Option(help: "1 before all others, 2 as usual, 3 when there is time.") var priority: Int64?
  @Option(help: "What else to know.") var notes: String?

  func cells() throws -> Cells {
    if let priority, !(1...3).contains(priority) { throw FieldError(.usage, "--priority is 1, 2 or 3") }
    var cells = Cells()
    cells.set("due_at", try moment(due, option: "--due"))
    cells.set("remind_at", try moment(remind, option: "--remind"))
    cells.set("priority", priority)
    cells.set("notes", notes)
    return cells
  }
}
