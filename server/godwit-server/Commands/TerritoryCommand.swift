import ArgumentParser
import Hub
import HubServer

struct TerritoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "territory", abstract: "Adds and lists territories, and moves what they have.",
    subcommands: [Add.self, List.self, Move.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds a territory.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The territory's name.")
    var name: String

    func run() async throws {
      guard case .territories(let entries) = try await hub.perform(.addTerritory(name: name)),
        let entry = entries.first
      else { throw HubOptions.unfitting }
      try hub.print(entry) { ["added territory \($0.name)"] }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the territories.")

    @OptionGroup var hub: HubOptions

    func run() async throws {
      guard case .territories(let entries) = try await hub.perform(.listTerritories) else {
        throw HubOptions.unfitting
      }
      try hub.print(entries) { $0.map { "\($0.id)  \($0.name)" } }
    }
  }
}
