import ArgumentParser
import ChangeModel
import FieldClient

struct FieldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "field", abstract: "Your org's own fields of customers, as the office declares them.",
    discussion: """
      Values are written with `customer edit CUSTOMER --field name=value`. While nothing is declared any name will do; \
      from then on only what is declared and fits.
      """,
    subcommands: [List.self, Put.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the fields, and how many rows have each.")

    @Flag(help: "Also those that are out of use.") var all = false
    @OptionGroup var common: CommonOptions

    func run() throws {
      common.printer.list(
        try FieldBook(common.desk()).list(all: all), FieldShapes.list,
        empty: "no fields are declared: any name will do; the office declares them with `godwit field put NAME`")
    }
  }

  struct Put: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Declare a field, or change the one of that name (office only).")

    @Argument(help: "The field's name.") var name: String
    @Option(help: "The table whose rows have it.") var table = "customers"
    @Option(help: "text, number, date or choice (default: text).") var type: String?
    @Option(help: "What may be chosen; repeat it.") var choice: [String] = []
    @Option(help: "What is to be written there.") var meaning: String?
    @Option(help: "Still in use.") var active: YesNo?
    @OptionGroup var common: CommonOptions

    func run() throws {
      var cells = Cells()
      cells.set("kind", type?.lowercased() ?? (choice.isEmpty ? nil : "choice"))
      cells.set("meaning", meaning)
      if let active { cells["active"] = active.value }
      common.printer.show(
        try FieldBook(common.desk()).put(name, table: table, cells, choices: choice.isEmpty ? nil : choice),
        FieldShapes.card)
    }
  }
}
