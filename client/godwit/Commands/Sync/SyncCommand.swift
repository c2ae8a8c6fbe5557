import ArgumentParser
import FieldClient
import Foundation
import ReplicaStore
import SyncSession

struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Send what you changed, and get what others changed.",
    discussion: "Exit status 3 means: done, but a rejected change or an open conflict waits for you.")

  @Flag(help: "Stay, and sync whenever something changes here or on the server, until interrupted.")
  var watch = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let client = try common.client()
    if watch { return try await Watching(client: client, printer: common.printer).run() }
    let progress = ProgressLine(isShown: common.printer.terminal.showsProgress)
    defer { progress.clear() }
    let outcome = try await client.sync(report: progress.report)
    progress.clear()
    if outcome.isRevoked {
      tellLeft(outcome)
      throw ExitCode(FieldError.Kind.needsPerson.rawValue)
    }
    let report = SyncReport(outcome: outcome, status: try client.replica.status(), program: client.program)
    if common.json { common.printer.document(report.json) }
    for line in report.lines { common.printer.say(line) }
    if report.needsPerson { throw ExitCode(FieldError.Kind.needsPerson.rawValue) }
  }

  private func tellLeft(_ outcome: SyncOutcome) {
    if common.json {
      return common.printer.document(
        .object([
          ("state", .string(ReplicaStatus.State.revoked.rawValue)), ("pushed", JSON(outcome.pushed)),
          ("pending", JSON(0)), ("erased", .bool(true)),
        ]))
    }
    common.printer.say(
      "the office revoked this device: what was written here was handed in, and everything was erased; "
        + "ask the office for a new code, and join with it")
  }
}
