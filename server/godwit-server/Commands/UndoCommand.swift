import ArgumentParser
import ChangeModel
import FieldSales
import Hub
import OfficeImport

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Undoes the work of one device from a time on.",
    discussion: """
      Every row that the device wrote comes to what it would hold without that work: the writes of others are merged once \
      more without it, and the difference is written as the office. Rows that it made go, rows that it deleted come back. \
      What others have built on it stays, and is told. Nothing leaves the history: `why` shows both. Look with --dry-run \
      first. See docs/history.md.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The device, by number; `device list` shows them.")
  var device: Int64

  @Option(help: ArgumentHelp("From this time on (UTC).", valueName: "YYYY-MM-DD[THH:MM]"))
  var since: String

  @Flag(help: "Say what would happen, and write nothing.")
  var dryRun = false

  func validate() throws {
    if DateFormat.isoMilliseconds(since) == nil {
      throw ValidationError("\"\(since)\" is no time. Write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM.")
    }
  }

  func run() async throws {
    let query = UndoQuery(device: device, since: DateFormat.isoMilliseconds(since) ?? 0, isDryRun: dryRun)
    guard case .undone(let report) = try await hub.perform(.undo(query)) else { throw HubOptions.unfitting }
    try hub.print(report) { $0.lines }
    if !report.left.isEmpty { throw CommandExit.needsPerson }
  }
}

extension UndoReport {
  /// More is in the JSON document.
  private static let leftShown = 50

  fileprivate var lines: [String] {
    guard changeSets > 0 else { return ["device \(device) has done nothing since then"] }
    let would = isDryRun ? "would be " : ""
    var lines = ["\(changeSets) change sets of device \(device)"]
    for (what, counts) in [("changed back", changed), ("deleted", deleted), ("restored", restored)] {
      lines += counts.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value) \(would)\(what)" }
    }
    if changed.isEmpty && deleted.isEmpty && restored.isEmpty && left.isEmpty {
      lines.append("  nothing of them stands: others have written since, or it is undone already")
    }
    if !left.isEmpty { lines.append("\(left.count) left as they are:") }
    lines += left.prefix(Self.leftShown).map { "  \($0.table) \($0.id): \($0.reason)" }
    if left.count > Self.leftShown { lines.append("  and \(left.count - Self.leftShown) more; --json shows all") }
    return lines
  }
}
