import ChangeModel
import MergeEngine

/// The accepted writes to one column group of a row, and what each had seen of the others.
struct StoryPlot {
  /// What the server writes of its own has this device.
  private static let nobody: DeviceNumber = 0

  let row: RowState
  let table: TableSchema
  let group: ColumnGroup
  /// What the server knows of the group.
  let state: GroupState
  /// In the order of the log: writes to the group, and what made or deleted the row.
  let scenes: [RowPast.Scene]

  init(_ past: RowPast, group index: Int, table: TableSchema) {
    let group = table.groups[index]
    row = past.row
    self.table = table
    self.group = group
    state = past.row.groups[index]
    scenes = past.scenes.filter { $0.change.kind == .delete || $0.change.mask & group.mask != 0 }
  }

  var columns: [String] { group.columns.map { table.columns[$0].name } }

  /// By column; NULL is left out.
  var present: [String: String] {
    var texts = [String: String]()
    for column in group.columns { texts[table.columns[column].name] = row.values[column].told }
    return texts
  }

  /// Whether the server wrote what stands, which no change set of the history holds.
  var isByRule: Bool { state.winner.dot.device == Self.nobody }

  /// What a change did to the group's columns.
  func edits(of change: RowChange) -> [String: String] {
    var texts = [String: String]()
    for cell in change.cells where group.columns.contains(cell.column) {
      texts[table.columns[cell.column].name] = cell.edit.told
    }
    return texts
  }

  /// The positions of earlier writes that this one's maker had not seen.
  func unseen(by index: Int) -> [Position] {
    let scene = scenes[index]
    let missed = scenes[..<index].filter { !scene.context.contains($0.write, author: scene.dot) }
    return missed.map(\.position).filter { $0 != scene.position }
  }

  func fate(of index: Int) -> ValueStep.Fate {
    let scene = scenes[index]
    if scene.change.kind == .delete { return row.deletion?.dot == scene.dot ? .deleted : .revived }
    if group.policy.needsBase { return isReplaced(index) ? .replaced : .counts }
    if state.winner.dot == scene.dot { return .stands }
    if state.siblings.contains(where: { $0.write.dot == scene.dot }) { return .aside }
    return isReplaced(index) ? .replaced : isByRule ? .overruled : .lost
  }

  /// Whether somebody wrote a whole new value with this one in sight.
  private func isReplaced(_ index: Int) -> Bool {
    scenes[(index + 1)...].contains { later in
      later.change.cells.contains { cell in
        guard case .set = cell.edit else { return false }
        return group.columns.contains(cell.column)
      } && later.context.contains(scenes[index].write, author: later.dot)
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
    case .text(_, let new): "= \(new ?? "NULL")"
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
