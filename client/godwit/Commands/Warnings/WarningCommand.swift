import ArgumentParser
import FieldClient
import FieldSales

struct WarningCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warning", abstract: "Early warnings: check, list, show, done, assign.",
    discussion: """
      A check looks for customers above their limit, overdue, behind plan or their rhythm of purchases, for late \
      complaints, leads and visits, and for goods to be replaced. Each warning has an owner and a day; what is no more \
      so ends by itself at the next check.
      """,
    subcommands: [
      WarningCheck.self, WarningList.self, WarningShow.self, WarningDone.self, WarningAssign.self,
    ])
}

extension WarningKind: ExpressibleByArgument {}

struct WarningCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for what is to be warned of, on this replica.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let check = try WarningBook(common.desk()).check()
    if common.json {
      return common.printer.document(
        .object([("raised", JSON(check.raised)), ("ended", JSON(check.ended)), ("open", JSON(check.open))]))
    }
    common.printer.say(
      "\(check.raised) raised, \(check.ended) ended, \(check.open) open: `godwit warning list` shows them")
  }
}

struct WarningList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open warnings, those due first in front.")

  @Option(help: "Only of this kind.") var kind: WarningKind?
  @Option(help: "Only about this customer.") var customer: String?
  @Flag(help: "Only your own.") var mine = false
  @Flag(help: "Only those whose day has passed.") var late = false
  @Flag(help: "Also those that were answered or have ended.") var all = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = WarningBook.Filter()
    filter.kind = kind
    filter.customer = customer
    filter.isMine = mine
    filter.isLate = late
    filter.isAll = all
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try WarningBook(common.desk()).list(filter), WarningShapes.list,
      empty: "no open warnings; `godwit warning check` looks for new ones", limit: filter.limit)
  }
}

struct WarningShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a warning.")

  @Argument(help: "The warning: ID, or its customer.") var warning: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try WarningBook(common.desk()).show(warning), WarningShapes.card) }
}

struct WarningDone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Note what was done about a warning.")

  @Argument(help: "The warning: ID, or its customer.") var warning: String
  @Argument(help: "What was done.") var action: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(try WarningBook(common.desk()).finish(warning, action: action), WarningShapes.card)
  }
}

struct WarningAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give a warning to somebody, or another day.")

  @Argument(help: "The warning: ID, or its customer.") var warning: String
  @Option(help: "Who sees to it.") var rep: String?
  @Option(help: "By when something is to be done.") var due: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let dueAt = try moment(due, option: "--due")
    guard rep != nil || dueAt != nil else {
      throw FieldError(.usage, "nothing to change: name at least one option, see --help")
    }
    common.printer.show(
      try WarningBook(common.desk()).assign(warning, to: rep, dueAt: dueAt), WarningShapes.card)
  }
}
