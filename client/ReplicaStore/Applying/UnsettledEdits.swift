import ChangeModel
import GRDB
import MergeEngine
import SyncProtocol

/// The edits in the outbox that have no result yet, looked up by cell. Read only when a reply touches a pending row.
final class UnsettledEdits {
  private struct Cell: Hashable {
    var table: Int
    var name: RowName
    var column: Int
  }

  private let outbox: Outbox
  private let after: Sequence
  private var edits: [Cell: [(sequence: Sequence, edit: Edit)]]?
  private var inserts: [TableID: Sequence] = [:]
  /// Everything up to here has its result, but for the unions that are split.
  var settled: Sequence
  var split: Set<Sequence> = []
  /// Change sets that left the outbox and are needed still.
  private var held: [(Sequence, [UInt8])] = []

  /// - Parameter settled: the last sequence whose result is applied.
  init(outbox: Outbox, settled: Sequence) {
    self.outbox = outbox
    self.settled = settled
    after = settled
  }

  /// The edits of a cell, in sequence. The row goes by number, or by ID where the change set knew no number.
  func edits(table: Int, names: [RowName], column: Int) throws -> [Edit] {
    let known = try load()
    return names.flatMap { known[Cell(table: table, name: $0, column: column)] ?? [] }
      .filter { isUnsettled($0.sequence) }
      .sorted { $0.sequence < $1.sequence }
      .map(\.edit)
  }

  /// Whether a change set without a result inserts this row.
  func inserts(_ row: TableID) throws -> Bool {
    _ = try load()
    return inserts[row].map(isUnsettled) ?? false
  }

  /// Keeps what is about to leave the outbox.
  func hold(_ entry: OutboxEntry) {
    split.insert(entry.sequence)
    if edits == nil { held.append((entry.sequence, entry.changeSet)) }
  }

  private func isUnsettled(_ sequence: Sequence) -> Bool { sequence > settled || split.contains(sequence) }

  private func load() throws -> [Cell: [(sequence: Sequence, edit: Edit)]] {
    if let edits { return edits }
    var known: [Cell: [(sequence: Sequence, edit: Edit)]] = [:]
    let entries = try outbox.entries(after: after).map { ($0.sequence, $0.changeSet) }
    for (sequence, bytes) in held + entries {
      for change in try ChangeSetCodec.decode(bytes).changes {
        if change.kind == .insert, case .id(let id) = change.row {
          let row = TableID(table: change.table, id: id)
          inserts[row] = max(inserts[row] ?? 0, sequence)
        }
        guard change.kind == .update else { continue }
        for cell in change.cells {
          let key = Cell(table: change.table, name: change.row, column: cell.column)
          known[key, default: []].append((sequence, cell.edit))
        }
      }
    }
    edits = known
    return known
  }
}
