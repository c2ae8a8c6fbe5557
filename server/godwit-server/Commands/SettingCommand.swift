import ArgumentParser
import FieldSales
import Hub

struct SettingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting", abstract: "Lists and sets the org's figures: rhythms, clocks, thresholds.",
    subcommands: [List.self, Set.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(

      abstract: "Lists the settings; a star marks what is not the default.")

    @OptionGroup var hub: HubOptions

    func run() async throws {
      let entries = try await hub.withLink { try await SettingSheet(link: $0).entries() }
      try hub.print(entries) { entries in
        entries.map { "\($0.key) = \($0.value)\($0.value == $0.fallback ? "" : " *")  \($0.meaning)" }
      }
    }
  }

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sets a figure; replicas follow with their next sync.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The setting's key.")
    var key: String

    @Argument(help: "A whole number, or `default`.")
    var value: String

    func run() async throws {
      let text = value == "default" ? nil : value
      let entry = try await hub.withLink { try await SettingSheet(link: $0).set(key, to: text) }
      try hub.print(entry) { ["\($0.key) = \($0.value)"] }
    }
  }
}
