import ArgumentParser
import FieldSales
import Hub
import HubServer
import OfficeImport

struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile", abstract: "Holds a file against the rows that it was imported to.",
    discussion: """
      Reads the file as `import` does, writes nothing, and compares each row with the one that the server has: counts, \
      control totals, and a digest of both sides over the columns that the mapping fills. The exit status is 3 when they differ.
      """)

  @OptionGroup var hub: HubOptions
  @OptionGroup var source: SourceOptions

  func run() async throws {
    let kind = try ImportKind.named(source.kind)
    let mapping = try source.mapping(for: kind)
    let report = try await hub.withLink { link in
      var run = try await SourceReading(link: link, kind: kind, source: source, mapping: mapping).run(isDryRun: true)
      var reconciliation = try Reconciliation(kind: kind, file: source.file, schema: FieldSales.schema)
      while case let batch = try run.nextBatch(2_000), !batch.isEmpty {
        run.settle(batch, BatchOutcome())
        reconciliation.expect(batch)
      }
      try await link.forEachRow(of: kind.table) { reconciliation.meet($0.id, values: $0.values) }
      return reconciliation.report(run.report)
    }
    try hub.print(report) { $0.lines }
    if !report.isReconciled { throw CommandExit.needsPerson }
  }
}

extension ReconciliationReport {
  private static let shownMax = 20

  fileprivate var lines: [String] {
    var lines = ["\(kind) in \(file): \(isReconciled ? "reconciled" : "NOT reconciled")"]
    lines.append("  read \(read): \(rowsInFile) to be in Godwit, \(refused) refused")
    for (reason, count) in leftOut.sorted(by: { $0.key < $1.key }) { lines.append("  left out \(count): \(reason)") }
    lines.append("  equal \(equal), different \(different), missing \(missing); other rows in Godwit \(others)")
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) { lines.append("  sum of \(name): \(sum)") }
    for control in controls { lines.append("  control total \(control)") }
    lines.append("  digest of the file:   \(digestOfFile)")
    lines.append("  digest of the server: \(digestOfStore)")
    for entry in entries.prefix(Self.shownMax) {
      lines.append("  line \(entry.line): \(entry.key) is \(entry.difference.rawValue)")
    }
    if entries.count > Self.shownMax { lines.append("  ... import the file again to bring them in line") }
    return lines
  }
}
