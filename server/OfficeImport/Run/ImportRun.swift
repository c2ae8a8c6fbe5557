import ChangeModel

/// One import under way: hands out rows in batches, takes in what became of them, and keeps the account.
///
/// It reads, checks and counts, but writes nothing; whoever drives it does.
public struct ImportRun {
  private var file: SourceFile
  private var mapper: RowMapper
  private var sums: Sums
  private var controls: ControlTotals
  private var account: ImportReport
  private var digest = Digest.zero

  /// - Parameter mapping: nil when the header has the names of our own columns.
  /// - Throws: `ImportFault` when the file cannot be read or does not fit the mapping.
  public init(
    path: String, kind: ImportKind, mapping: Mapping?, schema: Schema, org: RowID,
    known: [String: [String: RowID]] = [:], territory: RowID? = nil, encoding: TextEncoding? = nil,
    delimiter: UInt8? = nil, isDryRun: Bool = false
  ) throws {
    if let mapping, mapping.kind != kind {
      throw ImportFault("The mapping \(mapping.name) is for \(mapping.kind.name), not for \(kind.name).")
    }
    file = try SourceFile(
      path: path, encoding: encoding ?? mapping?.encoding ?? .utf8, delimiter: delimiter ?? mapping?.delimiter)
    let mapping = try mapping ?? .own(kind, header: file.header, schema: schema)
    let plan = try ImportPlan(mapping, file: file, schema: schema, org: org, known: known, territory: territory)
    mapper = RowMapper(plan)
    sums = Sums(schema.tables[plan.table])
    controls = ControlTotals(mapping.totals.map(\.name))
    account = ImportReport(kind: kind.name, file: path, mapping: mapping.name, isDryRun: isDryRun)
  }

  /// What happened so far.
  public var report: ImportReport {
    var report = account
    report.sums = sums.texts
    report.controls = controls.texts
    report.digest = digest.description
    return report
  }

  /// The next rows, at most `limit`; empty at the end of the file.
  public mutating func nextBatch(_ limit: Int) throws -> [MappedRow] {
    var batch = [MappedRow]()
    while batch.count < limit, let record = try file.next() {
      account.read += 1
      let figures = mapper.figures(of: record)
      switch mapper.map(record) {
      case .row(var row, let warnings):
        row.figures = figures
        for warning in warnings { note(.warning, line: row.line, key: row.key, warning) }
        batch.append(row)
      case .skipped(let reason):
        account.skipped[reason, default: 0] += 1
        controls.add(figures, .leftOut(reason))
      case .refused(let key, let message):
        note(.refused, line: record.line, key: key, message)
        controls.add(figures, .refused)
      }
    }
    return batch
  }

  /// Takes in what became of a batch.
  public mutating func settle(_ batch: [MappedRow], _ outcome: BatchOutcome) {
    account.inserted += outcome.inserted
    account.updated += outcome.updated
    account.unchanged += outcome.unchanged
    for (index, row) in batch.enumerated() {
      if let message = outcome.refused[index] {
        note(.refused, line: row.line, key: row.key, message)
        controls.add(row.figures, .refused)
      } else {
        sums.add(row)
        controls.add(row.figures, .taken)
        digest = digest + row.digest
      }
    }
  }

  private mutating func note(_ severity: ImportIssue.Severity, line: Int, key: String, _ message: String) {
    if severity == .refused { account.refused += 1 } else { account.warnings += 1 }
    account.issues.append(
      ImportIssue(file: file.path, line: line, key: key, severity: severity, message: message))
  }
}
