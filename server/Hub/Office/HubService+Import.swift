import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

extension HubService {
  /// How many rows one transaction takes, so that syncs get their turn in between.
  static let importRowsPerCommit = 5_000

  /// Brings rows from elsewhere to the state that they have there. Rows that are so already write nothing; a row that
  /// is refused does not hold up the others.
  /// - Parameter isDryRun: whether to say what would happen, and write nothing.
  public func importRows(_ rows: [ImportRow], isDryRun: Bool = false) throws -> ImportOutcome {
    if isDryRun { return try dryRun(rows) }
    var outcome = ImportOutcome()
    for start in stride(from: 0, to: rows.count, by: Self.importRowsPerCommit) {
      let part = rows[start..<min(rows.count, start + Self.importRowsPerCommit)]
      outcome.add(try writeAsOffice { writer, store in try run(part, by: &writer, in: store) })
    }
    outcome.rejected.sort { $0.index < $1.index }
    return outcome
  }

  /// All of it as one transaction that is given up, so that later rows see earlier ones.
  private func dryRun(_ rows: [ImportRow]) throws -> ImportOutcome {
    try writeAsOffice(isDryRun: true) { writer, store in try run(rows[...], by: &writer, in: store) }
  }

  private func run(
    _ rows: ArraySlice<ImportRow>, by writer: inout OfficeWriter, in store: any HubWriting
  ) throws -> ImportOutcome {
    let plan = try ImportPlan(rows, schema: schema, store: store)
    var outcome = plan.outcome
    guard !plan.items.isEmpty else { return outcome }
    try writer.load(plan.items.map(\.change))
    // The slice of a part has the places of its items.
    writer.land(plan.items.map { LandingItem(change: $0.change, id: $0.id) }[...]) { part, rejection in
      if let rejection {
        outcome.reject(plan.items[part.startIndex], rejection, schema: schema)
      } else {
        outcome.count(plan.items[part.indices])
      }
    }
    outcome.rejected.sort { $0.index < $1.index }
    return outcome
  }
}

extension ImportOutcome {
  fileprivate mutating func reject(_ item: ImportPlan.Item, _ rejection: Rejection, schema: Schema) {
    rejected.append(
      RejectedRow(
        index: item.index, table: schema.tables[item.change.table].name, id: item.id.description,
        message: rejection.message))
  }
}
