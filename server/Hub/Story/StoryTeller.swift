import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Tells how a value came about, from the history of accepted change sets and the recorded conflicts of one snapshot.
struct StoryTeller {
  private static let pageEntries = 1_000

  let schema: Schema
  let store: any HubReading

  /// - Throws: `OfficeFault` when there is no such row or column.
  func story(of subject: SubjectRef, column name: String) throws -> ValueStory {
    let row = try SubjectRow.find(subject, schema: schema, store: store)
    let table = schema.tables[row.key.table]
    guard let column = table.column(name) else {
      let names = table.columns.map(\.name).joined(separator: ", ")
      throw OfficeFault("\(table.name) has no column \"\(name)\". Its columns are \(names).")
    }
    let group = table.groupOfColumn[column]
    var plot = StoryPlot(row: row, group: group, table: table)
    try forEachEntry(from: row.created.position) { plot.add($0, $1) }
    return try words(plot, conflicts: try conflicts(of: row, columns: plot.columns))
  }

  /// From the row's beginning on: what came before cannot name it.
  private func forEachEntry(from first: Position, _ body: (HistoryEntry, ChangeSet) -> Void) throws {
    var position = first
    while case let page = try store.history(from: position, limit: Self.pageEntries), let last = page.last {
      for entry in page {
        if let changeSet = try? ChangeSetCodec.decode(entry.changeSet) { body(entry, changeSet) }
      }
      position = last.position + 1
    }
  }

  /// By the position of the change set whose merge recorded them.
  private func conflicts(of row: RowState, columns: [String]) throws -> [Position: [StoryConflict]] {
    guard let index = schema.conflictIndex else { return [:] }
    var needs = RowNeeds()
    needs.childrenOf = [row.key]
    let table = schema.tables[index]
    let named = "[" + columns.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let found = try store.load(needs).rows.filter { $0.key.table == index }.sorted { $0.key < $1.key }
    let told = found.filter { [named, "[\"id\"]"].contains($0.text(ConflictColumns.columns, table)) }
    return Dictionary(grouping: told, by: \.created.position).mapValues { rows in
      rows.map {
        StoryConflict(
          rule: $0.text(ConflictColumns.rule, table), kept: $0.text(ConflictColumns.kept, table),
          lost: $0.text(ConflictColumns.lost, table))
      }
    }
  }

  private func words(_ plot: StoryPlot, conflicts: [Position: [StoryConflict]]) throws -> ValueStory {
    let names = try OfficeDirectory(schema: schema, store: store).reps().map { ($0.row, $0.name) }
    let reps = Dictionary(names) { first, _ in first }
    let steps = plot.scenes.indices.map { index in
      let scene = plot.scenes[index]
      let (entry, change) = (scene.entry, scene.change)
      return ValueStep(
        position: entry.position, device: entry.dot.device,
        rep: entry.rep == 0 ? "office" : reps[entry.rep] ?? "row \(entry.rep)",
        writtenAt: entry.stamp.milliseconds, mergedAt: entry.mergedAt, kind: "\(change.kind)",
        edits: plot.edits(of: change), unseen: plot.unseen(by: index), fate: plot.fate(of: index),
        conflicts: conflicts[entry.position] ?? [])
    }
    let state = plot.state
    return ValueStory(
      table: plot.table.name, row: plot.row.id.description, columns: plot.columns,
      policy: plot.policy.name, present: plot.present, since: state.changed, steps: steps,
      deletedAt: plot.row.deletion?.position, isByRule: plot.isByRule)
  }
}

extension RowState {
  fileprivate func text(_ name: String, _ table: TableSchema) -> String {
    table.column(name).flatMap { values[$0].text } ?? ""
  }
}
