import ArgumentParser
import FieldClient
import FieldSales
import Foundation

struct JoinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Enrol this device with a one-time code, and download its data.",
    discussion: "Run it again after an interruption: it goes on where it was.")

  @Argument(help: "The server's address, such as https://godwit.example.com.")
  var url: String

  @Option(help: "The one-time code that the office gave you.")
  var code: String

  @Option(
    help: ArgumentHelp("What the office's device list calls this device (default: the host name).", valueName: "name"))
  var deviceName: String?

  @Option(
    help: ArgumentHelp(
      "Believe the server by these certificates alone (PEM), where the office has its own.", valueName: "file"))
  var ca: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    if try HubAddress(url).isExposed {
      common.printer.note(
        "godwit: \(url) is not encrypted: others on the network can read along; use https where you can")
    }
    let progress = ProgressLine(isShown: common.printer.terminal.showsProgress)
    defer { progress.clear() }
    let outcome = try await FieldClient.join(
      url, code: code, home: common.folder, deviceName: deviceName ?? ProcessInfo.processInfo.hostName,
      authority: ca, views: FieldSales.definitions, report: progress.report)
    progress.clear()
    try tell(outcome)
  }

  private func tell(_ outcome: FieldClient.JoinOutcome) throws {
    let identity = outcome.client.replica.identity
    let report = SyncReport(
      outcome: outcome.sync, status: try outcome.client.replica.status(),
      program: outcome.client.program)
    guard !common.json else {
      return common.printer.document(
        .object([
          ("device", JSON(identity.device)), ("org", .string(identity.orgName)), ("rep", .string(identity.repName)),
          ("role", .string(identity.role.rawValue)), ("server", .string(identity.server)),
          ("home", .string(common.folder.path)), ("already_joined", .bool(outcome.wasJoined)),
          ("rows", JSON(outcome.sync.applied.rows)), ("position", JSON(outcome.sync.position)),
          ("state", .string(report.state)),
        ]))
    }
    let device: Phrase =
      "device \(identity.device) of \(identity.repName) (\(word: identity.role.rawValue)) at \(identity.orgName)"
    common.printer.say(outcome.wasJoined ? "had joined already, as \(device)" : "joined as \(device)")
    common.printer.say(
      "\(Count.of(outcome.sync.applied.rows, "row")) received, position \(outcome.sync.position), in \(common.folder.path)"
    )
  }
}
