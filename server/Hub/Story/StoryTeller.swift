import ChangeModel
import HubStore
import MergeEngine

/// Tells how a value came about, from the history of accepted change sets and the recorded conflicts of one snapshot.
struct StoryTeller {
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
    var pasts = RowPasts([row])
    try pasts.read(from: store)
    let plot = StoryPlot(pasts.pasts[row.key] ?? RowPast(row), group: table.groupOfColumn[column], table: table)
    return try words(plot, conflicts: try conflicts(of: row, columns: plot.columns))
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
      return ValueStep(
        position: scene.position, device: scene.dot.device,
        rep: scene.rep == 0 ? "office" : reps[scene.rep] ?? "row \(scene.rep)",
        writtenAt: scene.stamp.milliseconds, mergedAt: scene.mergedAt, kind: "\(scene.change.kind)",
        edits: plot.edits(of: scene.change), unseen: plot.unseen(by: index), fate: plot.fate(of: index),
        conflicts: conflicts[scene.position] ?? [])
    }
    return ValueStory(
      table: plot.table.name, row: plot.row.id.description, columns: plot.columns,
      policy: plot.group.policy.name, present: plot.present, since: plot.state.changed, steps: steps,
      deletedAt: plot.row.deletion?.position, isByRule: plot.isByRule)
  }
}

extension RowState {
  fileprivate func text(_ name: String, _ table: TableSchema) -> String {
    table.column(name).flatMap { values[$0].text } ?? ""
  }
}
