import ArgumentParser
import ChangeModel
import Hub
import HubServer

struct DeviceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device", abstract: "Lists and revokes devices.", subcommands: [List.self, Revoke.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the devices.")

    @OptionGroup var hub: HubOptions

    func run() async throws {
      guard case .devices(let entries) = try await hub.perform(.listDevices) else { throw HubOptions.unfitting }
      try hub.print(entries) { $0.map(\.line) }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: """
        Shuts a device out and ends its leases. With its next sync it hands in what it has, for a review, and erases \
        itself.
        """)

    @OptionGroup var hub: HubOptions

    @Argument(help: "The device's number.")
    var device: DeviceNumber

    func run() async throws {
      guard case .devices(let entries) = try await hub.perform(.revokeDevice(device: device)),
        let entry = entries.first
      else { throw HubOptions.unfitting }
      let freed = try await LeaseCommand.end(.device(device), over: hub)
      try hub.print(entry) { ["revoked device \($0.device) of \($0.rep)"] + freed.leases.map(\.words) }
    }
  }
}

extension DeviceEntry {
  fileprivate var line: String {
    let seen = lastSeenAt.map { "seen \(Terminal.time($0))" } ?? "never seen"
    let programs = program.map { "  program \($0)" } ?? ""
    let older = schema == "older" ? ", schema still older" : ""
    return "\(device)  \(rep)  \(name)  \(state)  \(seen)  at position \(position)\(programs)\(older)"
  }
}
