import ChangeModel
import HubStore
import MergeEngine

/// What is kept for a review, as people see it.
struct ReviewDesk {
  let schema: Schema
  let store: any HubReading

  func list(all: Bool) throws -> [ReviewEntry] {
    try KeptWork.all(in: store).filter { all || $0.state == .open }.map(entry)
  }

  /// - Throws: `OfficeFault` when nothing is kept under this name.
  func find(_ name: WorkName) throws -> KeptWork {
    guard let work = try KeptWork.find(Dot(device: name.device, sequence: name.sequence), in: store) else {
      throw OfficeFault("No work is kept as \(name). `review list` shows what waits.")
    }
    return work
  }

  /// The same, as long as nobody has decided about it.
  func open(_ name: WorkName) throws -> KeptWork {
    let work = try find(name)
    if work.state != .open { throw OfficeFault("\(name) was \(work.state.rawValue) already. Nothing was changed.") }
    return work
  }

  func entry(_ work: KeptWork) throws -> ReviewEntry {
    let changeSet = try work.decoded()
    let finder = RowFinder(try store.load(DeltaBuilder.needs(of: [changeSet])))
    return ReviewEntry(
      work: WorkName(device: work.device, sequence: work.sequence).description, device: work.device,
      rep: try OfficeDirectory(schema: schema, store: store).repName(work.rep), reason: work.reason.rawValue,
      message: work.message, state: work.state.rawValue, keptAt: work.keptAt, decidedAt: work.decidedAt,
      position: work.position,
      changes: changeSet.changes.compactMap { change in
        guard schema.tables.indices.contains(change.table) else { return nil }
        return self.change(change, row: finder.row(change.table, change.row))
      })
  }

  private func change(_ change: RowChange, row: RowState?) -> ReviewChange {
    let table = schema.tables[change.table]
    var id = row?.id
    if case .id(let named) = change.row { id = named }
    let cells = change.cells.filter { table.columns.indices.contains($0.column) }
    return ReviewChange(
      table: table.name, id: id?.description, kind: "\(change.kind)",
      cells: Dictionary(
        cells.compactMap { cell in cell.edit.words.map { (table.columns[cell.column].name, $0) } },
        uniquingKeysWith: { $1 }))
  }
}

extension Edit {
  /// As people read it; nil for an empty value.
  fileprivate var words: String? {
    switch self {
    case .set(let value): value.isNull ? nil : value.words
    case .add(let difference): difference < 0 ? "\(difference)" : "+\(difference)"
    case .elements(let added, let removed):
      (added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " ")
    case .text(_, let new): new ?? ""
    }
  }
}

extension Value {
  fileprivate var words: String {
    switch self {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    case .reference(let reference): reference.id?.description ?? "row \(reference.row)"
    }
  }
}
