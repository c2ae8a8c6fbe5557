import ArgumentParser
import Foundation
import Hub

struct CollectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Forgets deleted rows that no device needs any more.",
    discussion: """
      A deleted row is kept until every device that still comes by has heard of it, at the longest for the org's retention. \
      A device that slept longer compares itself with the server when it wakes up; nothing that it has to hand in is lost, \
      and nothing comes back. A running server collects by itself every hour. See docs/garbage.md.
      """)

  @OptionGroup var hub: HubOptions

  @Option(help: "Keep deleted rows so long for devices that do not come by, from now on. 180 at first.")
  var retentionDays: Int?

  @Flag(help: "Say what would happen, and write nothing.")
  var dryRun = false

  func run() async throws {
    let command = OfficeCommand.collect(retentionDays: retentionDays, isDryRun: dryRun)
    guard case .collected(let report) = try await hub.perform(command) else { throw HubOptions.unfitting }
    try hub.print(report) { $0.lines }
  }
}

extension GarbageReport {
  fileprivate var lines: [String] {
    let would = isDryRun ? "would be " : ""
    var lines = [
      "\(tombstones) deleted rows and \(departures) departures \(would)forgotten, up to position \(horizon)",
      "kept for \(retentionDays.formatted()) days for devices that do not come by",
    ]
    if kept > 0 { lines.append("\(kept) deleted rows stay: something that lives hangs on them") }
    if sleepers > 0 { lines.append("\(sleepers) devices will compare themselves when they come") }
    if let slowest { lines.append("device \(slowest) has acknowledged least") }
    if let review { lines.append("the review of \(review) is awaited: what it is about is kept") }
    return lines
  }
}
