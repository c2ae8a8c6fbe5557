import ArgumentParser
import FieldSales
import Foundation
import Hub
import HubServer

struct RetainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain", abstract: "Empties what the org keeps no longer: notes, words of lost leads, photos.",
    discussion: """
      How long each kind is kept is a setting (`setting list` shows those that begin with retention; 0 keeps for ever). Without \
      --yes it says what would be emptied, and writes nothing. The rows stay, and with them all figures.
      """)

  @OptionGroup var hub: HubOptions

  @Flag(help: "Do it.")
  var yes = false

  func run() async throws {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let report = try await hub.withLink { try await RetentionJob(link: $0, now: now, isDryRun: !yes).run() }
    try hub.print(report) { $0.lines }
  }
}

extension RetentionJob.Report {
  fileprivate var lines: [String] {
    let word = isDryRun ? "would empty" : "emptied"
    let told = rules.map { rule in
      rule.days == 0
        ? "\(rule.table): kept for ever; `setting set DIR \(rule.setting) DAYS` says otherwise"
        : "\(rule.table): \(word) \(rule.columns.joined(separator: ", ")) of \(rule.rows) rows older than \(rule.days) days"
    }
    return told + (isDryRun && rules.contains { $0.rows > 0 } ? ["nothing was written: --yes does it"] : [])
  }
}
