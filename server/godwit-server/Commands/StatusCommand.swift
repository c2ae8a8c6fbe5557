import ArgumentParser
import Hub
import HubServer

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "status", abstract: "Shows how the server is.")

  @OptionGroup var hub: HubOptions

  func run() async throws {
    guard case .status(let status) = try await hub.perform(.status) else { throw HubOptions.unfitting }
    try hub.print(status) { status in
      [
        "\(status.org), position \(status.position), \(status.rows) rows",
        "\(status.territories) territories, \(status.reps) reps, \(status.devices) devices",
        "\(status.tombstones) deleted rows kept, forgotten up to position \(status.horizon), \(status.sleepers) sleepers",
        status.serving.map { "served at \($0)" } ?? "not served",
      ]
    }
  }
}
