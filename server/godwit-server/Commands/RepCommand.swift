import ArgumentParser
import ChangeModel
import Hub
import HubServer

struct RepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rep", abstract: "Adds, assigns and lists reps and other users.",
    subcommands: [Add.self, Assign.self, SetRole.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a rep, a manager, a person of the office, an auditor or an administrator.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The rep's name.")
    var name: String

    @Option(help: "A territory, by name or ID; may be given several times.")
    var territory: [String] = []

    @Option(help: "What the rep may do: \(Role.names).")
    var role: String = Role.rep.rawValue

    func run() async throws {
      let command = OfficeCommand.addRep(name: name, territories: territory, role: try .named(role))
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

  struct SetRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Gives a user another role; the devices follow with their next sync.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The user, by name or ID.")
    var rep: String

    @Argument(help: "What the user may do: \(Role.names).")
    var role: String

    func run() async throws {
      guard case .reps(let entries) = try await hub.perform(.setRole(rep: rep, role: try .named(role))),
        let entry = entries.first
      else { throw HubOptions.unfitting }
      try hub.print(entry) { ["now \($0.line)"] }
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

extension Role {
  fileprivate static let names = allCases.map(\.rawValue).joined(separator: ", ")

  fileprivate static func named(_ text: String) throws -> Role {
    guard let role = Role(rawValue: text) else {
      throw OfficeFault("There is no role \"\(text)\". There are: \(names).")
    }
    return role
  }
}

extension RepEntry {
  fileprivate var line: String {
    let places = territories.isEmpty ? "" : ": \(territories.joined(separator: ", "))"
    return "\(role.rawValue) \(name)\(places)"
  }
}
