import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs
import SyncProtocol

/// Puts the parts of rejected unions into the outbox, each as a change set of its own.
///
/// They go before what was sealed later, which may build on them: the server takes nothing behind a rejected union.
struct UnionSplit {
  let schema: Schema
  let statements: Statements
  let writer: RowWriter

  /// - Parameter settled: the highest sequence that has a result.
  /// - Returns: how many change sets the unions became.
  func run(_ unions: [OutboxEntry], settled: Sequence, meta: inout Meta) throws -> Int {
    if unions.isEmpty { return 0 }
    let outbox = Outbox(statements: statements)
    let later = try outbox.entries(after: settled)
    let parts = try unions.flatMap { union in
      try self.parts(of: union).map { (changeSet: $0, sealedAt: union.sealedAt) }
    }
    // From the last to the first, so that no two ever have the same place.
    let isLast = PlantedBug.splitGoesLast.isOn
    for entry in isLast ? [] : later.reversed() { try move(entry, to: entry.sequence + Int64(parts.count), outbox) }
    for (offset, part) in parts.enumerated() {
      var changeSet = part.changeSet
      changeSet.dot.sequence = settled + 1 + Int64(offset) + (isLast ? Int64(later.count) : 0)
      try outbox.add(
        OutboxEntry(
          sequence: changeSet.dot.sequence, changeSet: ChangeSetCodec.encode(changeSet), parts: nil,
          sealedAt: part.sealedAt))
      try notePending(changeSet)
    }
    try writer.pending.releaseHeld()
    meta.sequence = settled + Int64(parts.count + later.count)
    return parts.count
  }

  /// The union's changes part by part, in the order in which the parts were numbered.
  private func parts(of union: OutboxEntry) throws -> [ChangeSet] {
    let changeSet = try ChangeSetCodec.decode(union.changeSet)
    let numbers = PartList.decode(union.parts ?? [])
    var changes: [Int: [RowChange]] = [:]
    for (index, change) in changeSet.changes.enumerated() {
      let part = index < numbers.count ? numbers[index] : 0
      if PlantedBug.splitLosesChange.isOn { changes[part] = nil }
      changes[part, default: []].append(change)
    }
    return changes.sorted { $0.key < $1.key }.map { _, changes in
      ChangeSet(
        dot: changeSet.dot, stamp: changeSet.stamp, context: changeSet.context, isUnion: false, changes: changes)
    }
  }

  private func move(_ entry: OutboxEntry, to sequence: Sequence, _ outbox: Outbox) throws {
    var changeSet = try ChangeSetCodec.decode(entry.changeSet)
    changeSet.dot.sequence = sequence
    try outbox.remove(entry.sequence)
    try outbox.add(
      OutboxEntry(
        sequence: sequence, changeSet: ChangeSetCodec.encode(changeSet), parts: entry.parts, sealedAt: entry.sealedAt))
    try writer.pending.resequence(from: entry.sequence, to: sequence)
  }

  private func notePending(_ changeSet: ChangeSet) throws {
    for change in changeSet.changes where change.kind != .insert {
      let mask = change.kind == .delete ? LogMask.deleted : Int64(change.mask)
      let part = PendingPart(
        sequence: changeSet.dot.sequence, mask: mask, seen: changeSet.context.base - change.lag)
      switch change.row {
      case .number(let row):
        let key = RowKey(table: change.table, row: row)
        try writer.pending.add(key, part, id: try writer.pending.deletedID(key))
      case .id(let id):
        let row = try writer.row(of: id, in: change.table) ?? writer.pending.deletedRow(change.table, id)
        if let row { try writer.pending.add(RowKey(table: change.table, row: row), part, id: id) }
      }
    }
  }
}
