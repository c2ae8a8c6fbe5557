import ChangeModel
import HubStore
import MergeEngine

/// The accepted writes to one column group of a row, and what each had seen of the others.
struct StoryPlot {
  /// One change set's write.
  struct Scene {
    var entry: HistoryEntry
    /// What its maker had seen of this row.
    var context: Context
    var change: RowChange

    var write: Write { Write(dot: entry.dot, position: entry.position, stamp: entry.stamp) }
  }

  /// What the server writes of its own has this device.
  private static let nobody: DeviceNumber = 0

  let row: RowState
  let table: TableSchema
  private let group: Int
  /// In the order of the log.
  private(set) var scenes: [Scene] = []

  init(row: RowState, group: Int, table: TableSchema) {
    self.row = row
    self.group = group
    self.table = table
  }

  var state: GroupState { row.groups[group] }
  var policy: Policy { table.groups[group].policy }
  var columns: [String] { table.groups[group].columns.map { table.columns[$0].name } }

  /// By column; NULL is left out.
  var present: [String: String] {
    var texts = [String: String]()
    for column in table.groups[group].columns { texts[table.columns[column].name] = row.values[column].told }
    return texts
  }

  /// Whether the server wrote what stands, which no change set of the history holds.
  var isByRule: Bool { state.winner.dot.device == Self.nobody }

  /// Takes in what a change set did to the group, or to the row as a whole.
  mutating func add(_ entry: HistoryEntry, _ changeSet: ChangeSet) {
    for change in changeSet.changes where change.table == row.key.table && names(change.row) {
      let isTold = change.kind != .update || change.mask & table.groups[group].mask != 0
      guard isTold else { continue }
      scenes.append(Scene(entry: entry, context: changeSet.context.lagging(by: change.lag), change: change))
    }
  }

  /// What a change did to the group's columns.
  func edits(of change: RowChange) -> [String: String] {
    var texts = [String: String]()
    for cell in change.cells where table.groups[group].columns.contains(cell.column) {
      texts[table.columns[cell.column].name] = cell.edit.told
    }
    return texts
  }

  /// The positions of earlier writes that this one's maker had not seen.
  func unseen(by index: Int) -> [Position] {
    let scene = scenes[index]
    let missed = scenes[..<index].filter { !scene.context.contains($0.write, author: scene.entry.dot) }
    return missed.map(\.entry.position).filter { $0 != scene.entry.position }
  }

  func fate(of index: Int) -> ValueStep.Fate {
    let scene = scenes[index]
    if scene.change.kind == .delete { return row.deletion?.dot == scene.entry.dot ? .deleted : .revived }
    if policy.needsBase { return isReplaced(index) ? .replaced : .counts }
    if state.winner.dot == scene.entry.dot { return .stands }
    if state.siblings.contains(where: { $0.write.dot == scene.entry.dot }) { return .aside }
    return isReplaced(index) ? .replaced : .lost
  }

  /// Whether somebody wrote a whole new value with this one in sight.
  private func isReplaced(_ index: Int) -> Bool {
    scenes[(index + 1)...].contains { later in
      later.change.cells.contains { cell in
        guard case .set = cell.edit else { return false }
        return table.groups[group].columns.contains(cell.column)
      } && later.context.contains(scenes[index].write, author: later.entry.dot)
    }
  }

  private func names(_ name: RowName) -> Bool {
    switch name {
    case .number(let number): number == row.key.row
    case .id(let id): id == row.id
    }
  }
}

extension Edit {
  fileprivate var told: String {
    switch self {
    case .set(let value): "= \(value.told ?? "NULL")"
    case .add(let difference): difference < 0 ? "- \(difference.magnitude)" : "+ \(difference)"
    case .elements(let added, let removed):
      (added.map { "+ \"\($0)\"" } + removed.map { "- \"\($0)\"" }).joined(separator: ", ")
    case .text(_, let new): "= \(new.map { Value.text($0).told ?? "" } ?? "NULL")"
    }
  }
}

extension Value {
  /// As a person reads it; nil for NULL.
  fileprivate var told: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): RowID(bytes)?.description ?? bytes.hexadecimal
    case .reference(let reference): reference.id?.description ?? "row \(reference.row)"
    }
  }
}
