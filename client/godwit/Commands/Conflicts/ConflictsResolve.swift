import ArgumentParser
import ChangeModel
import FieldClient

struct ConflictsResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Decide a conflict; the decision is synced like any change.",
    discussion: "With --all every open one is decided alike, the oldest first: --table and --column narrow it down.")

  @Argument(help: "The conflict's ID, or its beginning.") var conflict: String?
  @Flag(help: "All open ones.") var all = false
  @OptionGroup var which: ConflictsFilter
  @Flag(help: "What stands, stands.") var keep = false
  @Flag(help: "Write what was lost.") var takeLost = false
  @Option(help: ArgumentHelp("Write this instead; may be repeated.", valueName: "column=value")) var set: [String] = []
  @Option(help: "Why it was decided so.") var note: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let decision = try decision()
    switch (conflict, all) {
    case (let conflict?, false):
      guard !which.isGiven else { throw FieldError(.usage, "--table and --column narrow down --all") }
      ConflictShapes.show(try ConflictBook(common.desk()).decide(conflict, decision, note: note), common.printer)
    case (nil, true):
      try decideAll(decision)
    default:
      throw FieldError(.usage, "name one conflict, or give --all")
    }
  }

  private func decideAll(_ decision: ConflictBook.Decision) throws {
    if case .values = decision {
      throw FieldError(.usage, "--set is for one conflict: it would write one value to many rows")
    }
    let (decided, left) = try ConflictBook(common.desk()).decideAll(which.filter, decision, note: note)
    let printer = common.printer
    printer.list(
      common.json ? decided : decided.map { ConflictShapes.inWords($0, in: printer.language) }, ConflictShapes.list,
      empty: "no open conflicts; --all shows those that settled themselves")
    for (conflict, reason) in left {
      printer.note("not decided: \(conflict.id?.description ?? ""): \(reason.phrase)")
    }
    if !left.isEmpty { throw ExitCode(FieldError.Kind.needsPerson.rawValue) }
  }

  private func decision() throws -> ConflictBook.Decision {
    switch (keep, takeLost, set.isEmpty) {
    case (true, false, true): return .keep
    case (false, true, true): return .takeLost
    case (false, false, false): return .values(try set.map(assignment))
    default: throw FieldError(.usage, "say how: one of --keep, --take-lost, or --set COLUMN=VALUE")
    }
  }

  private func assignment(_ text: String) throws -> (column: String, text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw FieldError(.usage, "\"\(text)\" is no assignment: write COLUMN=VALUE")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}
