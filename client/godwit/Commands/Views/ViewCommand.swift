import ArgumentParser
import FieldClient

struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view", abstract: "Saved views: lists and reports that you want to see again.",
    discussion: "Example: `godwit view save late -- warning list --late --mine`, then `godwit view run late`.",
    subcommands: [ViewList.self, ViewSave.self, ViewRun.self, ViewDelete.self])
}

struct ViewList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List your views, and everyone's.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try SavedViewBook(common.desk()).list(),
      [Field("NAME", "name"), Field("FOR ALL", "is_shared", .yesNo), Field("COMMAND", "command")],
      empty: "no views; save one with `godwit view save NAME -- COMMAND`")
  }
}

struct ViewSave: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Save a list or a report under a name.")

  @Argument(help: "The view's name.") var name: String
  @Argument(parsing: .postTerminator, help: "The command, behind --.") var command: [String] = []
  @Flag(help: "For everyone (manager or office).") var shared = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    // What is saved must be understood when it is run.
    if !command.isEmpty { _ = try Godwit.parseAsRoot(command) }
    let book = SavedViewBook(try common.desk())
    try book.save(name, words: command, isShared: shared)
    if common.json { return common.printer.document(JSON(try book.list())) }
    common.printer.say("saved: `godwit view run \(name)` shows it")
  }
}

struct ViewRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Show a saved view.")

  @Argument(help: "The view's name.") var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    var words = try SavedViewBook(common.desk()).words(of: name)
    if let home = common.home { words += ["--home", home] }
    if let lang = common.lang { words += ["--lang", lang.rawValue] }
    if common.json { words.append("--json") }
    var command = try Godwit.command(of: words)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }
}

struct ViewDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a view.")

  @Argument(help: "The view's name.") var name: String
  @Flag(help: "For everyone (manager or office).") var shared = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = SavedViewBook(try common.desk())
    try book.delete(name, isShared: shared)
    if common.json { return common.printer.document(JSON(try book.list())) }
    common.printer.say("deleted \(name)")
  }
}
