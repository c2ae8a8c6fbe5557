import ArgumentParser
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings rows to the state that they have in a file.",
    discussion: """
      A row is found again by its key, so an import can be repeated; what is so already is not written. Rows that cannot \
      be taken are named one by one, and the others go on; the exit status is then 3.

      Kinds, in the order in which they refer to each other: \
      \(ImportKind.all.map(\.name).joined(separator: ", ")).
      """)

  @OptionGroup var hub: HubOptions
  @OptionGroup var source: SourceOptions

  @Flag(help: "Do everything but write.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Write every refused row and warning to a CSV file, to be looked through.", valueName: "file"))
  var issues: String?

  func run() async throws {
    let kind = try ImportKind.named(source.kind)
    let mapping = try source.mapping(for: kind)
    let report = try await hub.withLink { link in
      try await ImportJob(link: link, kind: kind, source: source, mapping: mapping, isDryRun: dryRun).run()
    }
    if let issues { try IssueSheet(report.issues).write(to: issues) }
    try hub.print(report) { $0.lines }
    if report.refused > 0 { throw CommandExit.needsPerson }
  }
}

extension ImportReport {
  /// The account, for people.
  fileprivate var lines: [String] {
    var lines = ["\(isDryRun ? "dry run, nothing was written: " : "")\(kind) from \(file) (\(mapping))"]
    lines.append(
      "  read \(read): inserted \(inserted), updated \(updated), unchanged \(unchanged), refused \(refused)")
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { lines.append("  left out \(count): \(reason)") }
    if warnings > 0 { lines.append("  warnings \(warnings)") }
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) { lines.append("  sum of \(name): \(sum)") }
    for control in controls { lines.append("  control total \(control)") }
    lines.append("  digest of the rows taken: \(digest)")
    if let count = afterwards["balances_set"] { lines.append("  balances set: \(count)") }
    if let count = afterwards["users_added"] { lines.append("  reps made users: \(count)") }
    return lines
  }
}
