import ArgumentParser
import ChangeModel
import Hub
import HubServer

struct RepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rep", abstract: "Adds, assigns and lists reps.", subcommands: [Add.self, Assign.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds a rep, a manager, or a person of the office.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The rep's name.")
    var name: String

    @Option(help: "A territory, by name or ID; may be given several times.")
    var territory: [String] = []

    @Option(help: "What the rep may do: rep, manager or office.")
    var role: String = Role.rep.rawValue

    func run() async throws {
      guard let role = Role(rawValue: role) else {
        throw OfficeFault("There is no role \"\(role)\". There are: rep, manager, office.")
      }
      let command = OfficeCommand.addRep(name: name, territories: territory, role: role)
      guard case .reps(let entries) = try await hub.perform(command), let entry = entries.first else {
        throw HubOptions.unfitting
      }
      try hub.print(entry) { ["added \($0.line)"] }
    }
  }

  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Sets the list of a rep's territories.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The rep, by name or ID.")
    var rep: String

    @Option(help: "A territory, by name or ID; may be given several times.")
    var territory: [String] = []

    func run() async throws {
      guard case .reps(let entries) = try await hub.perform(.assignRep(rep: rep, territories: territory)),
        let entry = entries.first
      else { throw HubOptions.unfitting }
      try hub.print(entry) { ["assigned \($0.line)"] }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the reps.")

    @OptionGroup var hub: HubOptions

    func run() async throws {
      guard case .reps(let entries) = try await hub.perform(.listReps) else { throw HubOptions.unfitting }
      try hub.print(entries) { $0.map { "\($0.id)  \($0.line)" } }
    }
  }
}

extension RepEntry {
  fileprivate var line: String { "\(role.rawValue) \(name): \(territories.joined(separator: ", "))" }
}
