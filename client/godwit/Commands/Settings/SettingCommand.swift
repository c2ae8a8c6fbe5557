import ArgumentParser
import FieldClient

struct SettingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting", abstract: "Figures that the office has set: rhythms, clocks, thresholds.",
    subcommands: [List.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List them; the office changes them with `godwit-server setting set`.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      common.printer.list(try SettingBook(common.desk()).list(), SettingShapes.list, empty: "no settings")
    }
  }
}
