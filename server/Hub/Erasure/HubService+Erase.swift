import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

extension HubService {
  /// Erases a person from the store and its files; replicas follow with their next sync.
  /// - Throws: `OfficeFault` when there is no such row, or the schema keeps a column.
  func erase(_ subject: SubjectRef, _ plan: ErasurePlan, isDryRun: Bool) throws -> ErasureReport {
    let cells = PersonalCells(plan, schema: schema)
    // Rather nothing than an erasure that leaves what was erased in the files.
    if !isDryRun { try store.checkMayScrub() }
    do {
      let (report, outcome) = try store.write { store in
        try keepUp(with: store)
        let now = environment.now()
        var writer = try OfficeWriter(schema: schema, rules: rules, now: now, store: store)
        let holders = try AuditReader(schema: schema, store: store).holders(of: subject)
        let folders = try store.properties(withPrefix: "erp.folder.").map { String($0.key.dropFirst(11)) }
        var eraser = try Eraser(subject, cells: cells, store: store, now: now)
        let outcome = try eraser.run(by: &writer) { try $0.finish() }
        var report = eraser.report
        report.devices = holders
        report.folders = folders
        if isDryRun { throw Trial(report: report) }
        return (report, outcome)
      }
      metrics.update { $0.rowsWritten += outcome.rowsWritten }
      publish(outcome.head, scopes: outcome.scopes)
      try store.scrub()
      return report
    } catch let trial as Trial {
      var report = trial.report
      report.isDryRun = true
      return report
    }
  }

  /// A dry run is given up when all is known.
  private struct Trial: Error {
    var report: ErasureReport
  }

  /// The rows that the store knows to be erased, as `table.id`.
  func erasures() throws -> [String] {
    try store.read { try $0.properties(withPrefix: "erasure.") }.map { String($0.key.dropFirst("erasure.".count)) }
  }

  /// Remembers a folder from which files are taken in, for the next erasure.
  func noteFolder(_ path: String) throws -> OfficeAnswer {
    let key = "erp.folder.\(path)"
    let isKnown = try store.read { try $0.properties(withPrefix: key) }.contains { $0.key == key }
    if !isKnown {
      let property = StoreProperty(key: key, value: [], at: environment.now())
      try store.write { try $0.save(properties: [property]) }
    }
    return .noted
  }
}
