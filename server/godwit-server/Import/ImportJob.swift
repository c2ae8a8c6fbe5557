import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

/// Carries out one import: reads batches, hands them to the hub, and does what follows from them.
struct ImportJob {
  let link: any OfficeLink
  let kind: ImportKind
  let source: SourceOptions
  let mapping: Mapping?
  let isDryRun: Bool
  /// Whether refused rows are told in the report alone.
  var isQuiet = false

  /// How many refused rows and warnings are shown while the import goes on.
  private static let toldMax = 40
  /// How many rows go to the hub at once: one transaction each.
  private static let batchRows = 2_000

  func run() async throws -> ImportReport {
    var run = try await SourceReading(link: link, kind: kind, source: source, mapping: mapping).run(isDryRun: isDryRun)
    var newReps = [MappedRow]()
    var progress = Progress()
    var told = 0
    while case let batch = try run.nextBatch(Self.batchRows), !batch.isEmpty {
      let outcome = try await link.importRows(batch.map(\.importRow), isDryRun: isDryRun)
      let refused = Dictionary(outcome.rejected.map { ($0.index, $0.message) }) { first, _ in first }
      run.settle(
        batch,
        BatchOutcome(
          inserted: outcome.inserted, updated: outcome.updated, unchanged: outcome.unchanged, refused: refused))
      newReps += batch.enumerated().filter { !$1.territories.isEmpty && refused[$0] == nil }.map(\.element)
      told = tell(run.report.issues, from: told, &progress)
      progress.show("\(run.report.read) rows")
    }
    told = tell(run.report.issues, from: told, &progress)
    progress.clear()
    if told > Self.toldMax, !isQuiet {
      Terminal.say("... and \(told - Self.toldMax) more like these; `--issues FILE` writes them all.")
    }
    var report = run.report
    if !isDryRun { report.afterwards = try await followUp(report, newReps) }
    return report
  }

  /// Writes issues to standard error, each on a line of its own.
  /// - Returns: how many have been told now.
  private func tell(_ issues: [ImportIssue], from start: Int, _ progress: inout Progress) -> Int {
    if start < issues.count { progress.clear() }
    if start < Self.toldMax, !isQuiet {
      for issue in issues[start...].prefix(Self.toldMax - start) { Terminal.say(issue.description) }
    }
    return issues.count
  }

  /// What an import entails beyond its own rows.
  private func followUp(_ report: ImportReport, _ newReps: [MappedRow]) async throws -> [String: Int] {
    if kind.table == "ledger_entries", report.inserted + report.updated > 0 {
      return ["balances_set": try await BalanceUpdate(link: link).run()]
    }
    if !newReps.isEmpty {
      let users = newReps.map { NewUsers.User(rep: $0.id, territories: $0.territories) }
      return ["users_added": try await NewUsers(link: link).add(users)]
    }
    return [:]
  }
}

extension MappedRow {
  fileprivate var importRow: ImportRow {
    let table = FieldSales.schema.tables[table]
    let named = values.map { (table.columns[$0.key].name, $0.value) }
    return ImportRow(table: table.name, id: id, values: Dictionary(named) { first, _ in first })
  }
}
