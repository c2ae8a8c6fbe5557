import ArgumentParser
import Hub

extension TerritoryCommand {
  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Moves all that a territory has, or some customers, to another territory.",
      discussion: """
        All that hangs on a customer goes along. Look with --dry-run first: it tells what would go, who would gain and lose \
        rows, and which devices may still hold work on them. What a rep did before the laptop could know of the move is \
        merged when it comes. See docs/moves-and-revocation.md.
        """)

    @OptionGroup var hub: HubOptions

    @Argument(help: "The territory from which to move, by name or ID.")
    var from: String

    @Option(help: "The territory to which they go, by name or ID.")
    var to: String

    @Option(help: "A customer, by code, name or ID; may be given several times. Without any, everything goes.")
    var customer: [String] = []

    @Flag(help: "Say what would happen, and write nothing.")
    var dryRun = false

    func run() async throws {
      let move = TerritoryMove(from: from, to: to, table: "customers", rows: customer, isDryRun: dryRun)
      guard case .moved(let report) = try await hub.perform(.moveTerritory(move)) else { throw HubOptions.unfitting }
      try hub.print(report) { $0.lines }
    }
  }
}

extension TerritoryMoveReport {
  fileprivate var lines: [String] {
    let verb = isDryRun ? "would go" : "went"
    guard !rows.isEmpty else { return ["nothing \(verb) from \(from) to \(to)"] }
    var lines = ["from \(from) to \(to):"]
    lines += rows.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value) \(verb)" }
    lines += users.map { "  \($0.name) \(isDryRun ? "would " : "")\(isDryRun ? verbs($0).plain : verbs($0).past)" }
    if openConflicts > 0 { lines.append("  open conflicts among them: \(openConflicts)") }
    lines += devices.map { device in
      let seen = device.lastSeenAt.map { "seen \(Terminal.time($0))" } ?? "never seen"
      return "  device \(device.device) of \(device.rep) may hold work on them (\(seen))"
    }
    return lines
  }

  private func verbs(_ user: TerritoryMoveUser) -> (plain: String, past: String) {
    user.rows > 0
      ? ("gain \(user.rows) rows", "gains \(user.rows) rows") : ("lose \(-user.rows) rows", "loses \(-user.rows) rows")
  }
}
