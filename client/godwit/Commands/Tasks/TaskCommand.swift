import ArgumentParser
import ChangeModel
import FieldClient

struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Tasks and reminders: list, show, add, done, edit, delete.",
    subcommands: [
      TaskList.self, TaskShow.self, TaskAdd.self, TaskDone.self, TaskEdit.self, TaskDelete.self,
    ])
}

struct TaskList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List tasks by the time they are due.")

  @Option(help: "Only for this customer.") var customer: String?
  @Flag(help: "Only those due by the end of today.") var due = false
  @Flag(help: "Done ones too.") var all = false
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    var filter = TaskBook.Filter()
    filter.customer = customer
    filter.isAll = all
    filter.dueBefore = due ? try localDay(nil, now: desk.now, option: "--due").end : nil
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try TaskBook(desk).list(filter), TaskShapes.list, empty: "nothing to do; add a task with `godwit task add WORDS`",
      limit: filter.limit)
  }
}

struct TaskShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a task.")

  @Argument(help: "The task: ID, subject, or its customer.") var task: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try TaskBook(common.desk()).show(task), TaskShapes.card) }
}

struct TaskAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a task, for yourself unless --rep names another.")

  @Argument(help: "What is to be done.") var subject: String
  @OptionGroup var fields: TaskFields
  @Option(help: "For this customer.") var customer: String?
  @Option(help: "For this person.") var contact: String?
  @Option(help: "About this lead.") var lead: String?
  @Option(help: "About this opportunity.") var opportunity: String?
  @Option(help: "About this complaint.") var complaint: String?
  @Option(help: "Who is to do it.") var rep: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var links = TaskBook.Links()
    links.customer = customer
    links.contact = contact
    links.lead = lead
    links.opportunity = opportunity
    links.complaint = complaint
    links.rep = rep
    var cells = try fields.cells()
    cells.set("subject", subject)
    common.printer.show(try TaskBook(common.desk()).add(cells, links), TaskShapes.card)
  }
}

struct TaskDone: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "done", abstract: "Note that a task is done.")

  @Argument(help: "The task: ID, subject, or its customer.") var task: String
  @Option(help: "What came of it.") var outcome: String?
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try TaskBook(common.desk()).finish(task, outcome: outcome), TaskShapes.card) }
}

struct TaskEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a task; an empty text clears a column.")

  @Argument(help: "The task: ID, subject, or its customer.") var task: String
  @Option(help: "What is to be done.") var subject: String?
  @OptionGroup var fields: TaskFields
  @Option(help: "Who is to do it.") var rep: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = try fields.cells()
    cells.set("subject", subject)
    if rep == nil { cells = try cells.required() }
    common.printer.show(try TaskBook(common.desk()).edit(task, cells, rep: rep), TaskShapes.card)
  }
}

struct TaskDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a task.")

  @Argument(help: "The task's ID or subject.") var task: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try TaskBook(common.desk()).delete(task)
    common.printer.deleted(deleted, name: deleted.text("subject") ?? "the task")
  }
}
