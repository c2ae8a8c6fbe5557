import ArgumentParser
import Hub
import HubServer

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks that the store is whole, and prints digests per scope and table.")

  @OptionGroup var hub: HubOptions

  func run() async throws {
    guard case .verified(let report) = try await hub.perform(.verify) else { throw HubOptions.unfitting }
    try hub.print(report) { report in
      report.digests.map { "\($0.digest)  \($0.rows)  \($0.table)  \($0.scope)" }
        + [report.ok ? "the store is whole at position \(report.position)" : "the store is NOT whole"]
    }
    for fault in report.faults { Terminal.say(fault) }
    if !report.ok { throw CommandExit.needsPerson }
  }
}
