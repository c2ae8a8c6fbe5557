import ArgumentParser
import ChangeModel
import FieldClient
import SyncSession

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that the replica holds what the server holds.",
    discussion: """
      Syncs, then compares digests for each scope and table; where they differ, finds the rows. \
      Exit status 3 means: a difference was found and is still there.
      """)

  @Flag(help: "Fetch the rows that differ, and only these, from the server.")
  var repair = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let client = try common.client()
    let progress = ProgressLine(isShown: common.printer.terminal.showsProgress)
    defer { progress.clear() }
    let outcome = try await client.verify(repair: repair, report: progress.report)
    progress.clear()
    if common.json { common.printer.document(json(outcome)) } else { tell(outcome) }
    if !outcome.isMatch { throw ExitCode(FieldError.Kind.needsPerson.rawValue) }
  }

  private func tell(_ outcome: VerifyOutcome) {
    for comparison in outcome.comparisons where !comparison.isMatch {
      common.printer.say(
        "\(comparison.tableName) (\(name(of: comparison.scope))): \(comparison.here) rows here, "
          + "\(comparison.server) on the server")
      for difference in comparison.differences.prefix(20) {
        common.printer.say("- \(text(of: difference))")
      }
      if comparison.differences.count > 20 { common.printer.say("and \(comparison.differences.count - 20) more") }
    }
    if outcome.repairedRows > 0 { common.printer.say("put right \(Count.of(outcome.repairedRows, "row"))") }
    let rows = outcome.comparisons.reduce(0) { $0 + $1.here }
    common.printer.say(
      outcome.isMatch
        ? "match: \(rows) rows, position \(outcome.position)"
        : "no match at position \(outcome.position): run `godwit verify --repair` to fetch the rows that differ")
  }

  private func text(of difference: RangeDifference) -> Phrase {
    let rows = difference.rows
    let name: Phrase = rows.count == 1 ? "row \(rows.lowerBound)" : "rows \(rows.lowerBound) to \(rows.upperBound)"
    switch (difference.here, difference.server) {
    case (0, 0): return "\(name): somewhere among these"
    case (0, let count): return "\(name): \(Count.of(Int(count), "row")) missing here"
    case (let count, 0): return "\(name): \(Count.of(Int(count), "row")) that the server does not have"
    default: return "\(name): differs"
    }
  }

  private func name(of scope: Scope) -> Phrase {
    switch scope.kind {
    case .org?: "org"
    case .territory?: "territory \(scope.row)"
    case .rep?: "rep \(scope.row)"
    case nil: "scope \(scope.code)"
    }
  }

  private func json(_ outcome: VerifyOutcome) -> JSON {
    .object([
      ("match", .bool(outcome.isMatch)), ("position", JSON(outcome.position)),
      ("repaired_rows", JSON(outcome.repairedRows)),
      ("tables", .array(outcome.comparisons.map(json(of:)))),
    ])
  }

  private func json(of comparison: VerifyOutcome.Comparison) -> JSON {
    .object([
      ("table", .string(comparison.tableName)), ("scope", .string(name(of: comparison.scope).english)),
      ("match", .bool(comparison.isMatch)), ("rows", JSON(comparison.here)),
      ("server_rows", JSON(comparison.server)), ("digest", .string(comparison.digestHere.description)),
      ("server_digest", .string(comparison.digestServer.description)),
      (
        "differences",
        .array(
          comparison.differences.map {
            .object([
              ("first_row", JSON($0.rows.lowerBound)), ("last_row", JSON($0.rows.upperBound)), ("rows", JSON($0.here)),
              ("server_rows", JSON($0.server)),
            ])
          })
      ),
    ])
  }
}
