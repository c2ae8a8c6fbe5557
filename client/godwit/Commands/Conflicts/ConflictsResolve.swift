import ArgumentParser
import ChangeModel
import FieldClient

struct ConflictsResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Decide a conflict; the decision is synced like any change.")

  @Argument(help: "The conflict's ID, or its beginning.") var conflict: String
  @Flag(help: "What stands, stands.") var keep = false
  @Flag(help: "Write what was lost.") var takeLost = false
  @Option(help: ArgumentHelp("Write this instead; may be repeated.", valueName: "column=value")) var set: [String] = []
  @Option(help: "Why it was decided so.") var note: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let decided = try ConflictBook(common.desk()).decide(conflict, try decision(), note: note)
    ConflictShapes.show(decided, common.printer)
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
