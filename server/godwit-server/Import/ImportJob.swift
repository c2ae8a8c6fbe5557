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
  let file: String
  let mapping: Mapping?
  let territory: String?
  let encoding: TextEncoding?
  let delimiter: UInt8?
  let isDryRun: Bool

  /// How many rows go to the hub at once: one transaction each.
  private static let batchRows = 2_000

  func run() async throws -> ImportReport {
    guard case .status(let status) = try await link.perform(.status), let org = RowID(status.orgID) else {
      throw HubOptions.unfitting
    }
    let territories = try await territories()
    var run = try ImportRun(
      path: file, kind: kind, mapping: mapping, schema: FieldSales.schema, org: org,
      known: try await KnownKeys(link: link).keys(for: kind, mapping: mapping, territories: territories),
      territory: try territory.map { try chosen($0, among: territories) }, encoding: encoding, delimiter: delimiter,
      isDryRun: isDryRun)
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
    _ = tell(run.report.issues, from: told, &progress)
    progress.clear()
    var report = run.report
    if !isDryRun { report.afterwards = try await followUp(report, newReps) }
    return report
  }

  /// Writes issues to standard error, each on a line of its own.
  /// - Returns: how many have been told now.
  private func tell(_ issues: [ImportIssue], from start: Int, _ progress: inout Progress) -> Int {
    if start < issues.count { progress.clear() }
    for issue in issues[start...] { Terminal.say(issue.description) }
    return issues.count
  }

  private func territories() async throws -> [TerritoryEntry] {
    guard case .territories(let entries) = try await link.perform(.listTerritories) else { throw HubOptions.unfitting }
    return entries
  }

  private func chosen(_ text: String, among territories: [TerritoryEntry]) throws -> RowID {
    if let entry = territories.first(where: { $0.name == text || $0.id == text }), let id = RowID(entry.id) {
      return id
    }
    let names = territories.prefix(20).map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw OfficeFault("There is no territory \"\(text)\". There are: \(names.isEmpty ? "none yet" : names).")
  }

  /// What an import entails beyond its own rows.
  private func followUp(_ report: ImportReport, _ newReps: [MappedRow]) async throws -> [String: Int] {
    if kind.table == "ledger_entries", report.inserted + report.updated > 0 {
      return ["balances_set": try await BalanceUpdate(link: link).run()]
    }
    if !newReps.isEmpty { return ["users_added": try await addUsers(newReps)] }
    return [:]
  }

  /// Makes users of imported reps. Those who are users already keep their territories: the office may have moved them.
  private func addUsers(_ reps: [MappedRow]) async throws -> Int {
    guard case .reps(let users) = try await link.perform(.listReps) else { throw HubOptions.unfitting }
    let known = Set(users.map(\.id))
    let added = reps.filter { !known.contains($0.id.description) }
    for rep in added {
      _ = try await link.perform(
        .assignRep(rep: rep.id.description, territories: rep.territories.map(\.description)))
    }
    return added.count
  }
}

extension MappedRow {
  fileprivate var importRow: ImportRow {
    let table = FieldSales.schema.tables[table]
    let named = values.map { (table.columns[$0.key].name, $0.value) }
    return ImportRow(table: table.name, id: id, values: Dictionary(named) { first, _ in first })
  }
}
