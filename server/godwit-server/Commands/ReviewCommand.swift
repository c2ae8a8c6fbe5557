import ArgumentParser
import Hub

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Shows work that is kept for a review, and decides what becomes of it.",
    discussion: """
      Kept is what a revoked device hands in, and what a rep changed in rows that were already somebody else's. Nothing of \
      it is merged until it is accepted, and nothing is lost when it is discarded. See docs/moves-and-revocation.md.
      """,
    subcommands: [List.self, Show.self, Accept.self, Discard.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists what waits for a review.")

    @OptionGroup var hub: HubOptions

    @Flag(help: "Also what was accepted or discarded.")
    var all = false

    func run() async throws {
      let entries = try await ReviewCommand.ask(.list(all: all), hub)
      try hub.print(entries) { $0.isEmpty ? ["nothing waits for a review"] : $0.map(\.line) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one change set, row by row.")

    @OptionGroup var hub: HubOptions

    @OptionGroup var named: NamedWork

    func run() async throws {
      let entries = try await ReviewCommand.ask(.show(named.work), hub)
      try hub.print(entries) { $0.flatMap { [$0.line, "  \($0.message)"] + $0.changes.map(\.line) } }
    }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Merges a change set as if it had been taken when it came, in the name of who made it.")

    @OptionGroup var hub: HubOptions

    @OptionGroup var named: NamedWork

    func run() async throws {
      let entries = try await ReviewCommand.ask(.accept(named.work), hub)
      try hub.print(entries) { $0.map { "accepted \($0.work) of \($0.rep), merged at position \($0.position)" } }
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Leaves a change set out. `review list --all` and `review show` still tell what it was.")

    @OptionGroup var hub: HubOptions

    @OptionGroup var named: NamedWork

    func run() async throws {
      let entries = try await ReviewCommand.ask(.discard(named.work), hub)
      try hub.print(entries) { $0.map { "discarded \($0.work) of \($0.rep)" } }
    }
  }

  /// One piece of kept work.
  struct NamedWork: ParsableArguments {
    @Argument(help: "The change set, as `review list` calls it, such as 7.12.")
    var name: String

    var work: WorkName { WorkName(name) ?? WorkName(device: 0, sequence: 0) }

    func validate() throws {
      if WorkName(name) == nil {
        throw ValidationError("\"\(name)\" names no change set. `review list` shows their names, such as 7.12.")
      }
    }
  }

  private static func ask(_ query: ReviewQuery, _ hub: HubOptions) async throws -> [ReviewEntry] {
    guard case .reviewed(let entries) = try await hub.perform(.review(query)) else { throw HubOptions.unfitting }
    return entries
  }
}

extension ReviewEntry {
  fileprivate var line: String {
    let counts = Dictionary(grouping: changes) { "\($0.kind) in \($0.table)" }.mapValues(\.count)
    let what = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "\(work)  \(rep)  \(reason)  \(state)  \(Terminal.time(keptAt))  \(what)"
  }
}

extension ReviewChange {
  fileprivate var line: String {
    let cells = cells.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
    return "  \(kind) \(table) \(id ?? "(a row that is not here)")\(cells.isEmpty ? "" : ": \(cells)")"
  }
}
