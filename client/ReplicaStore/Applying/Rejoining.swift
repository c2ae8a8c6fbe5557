import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs
import SyncProtocol

/// Makes what waits fit the identity and the store with which the replica goes on, inside the caller's transaction.
///
/// What the server took and does not have any more goes back into the outbox. In a copy everything that waits gets the
/// copy's number, and says that it was made after what the copied replica had handed in.
struct Rejoining {
  let schema: Schema
  let statements: Statements
  let writer: RowWriter
  let now: Int64

  private var outbox: Outbox { Outbox(statements: statements) }
  private var kept: KeptChangeSets { KeptChangeSets(statements: statements) }

  /// - Returns: how many change sets wait, and under which number the replica goes on.
  func run(_ reply: RejoinReply, meta: inout Meta) throws -> Int {
    let isCopy = reply.device != meta.identity.device
    let isRestored = reply.epoch != meta.epoch
    let known = min(meta.acknowledged, reply.last)
    if isRestored { try giveBackKept(after: reply.last) }
    let waiting = try outbox.entries(after: meta.acknowledged)
    let lost = try kept.entries(after: reply.last, through: meta.acknowledged)
    try Staging(statements: statements).clear()
    try statements("DELETE FROM godwit_outbox").run()

    if isCopy {
      let start = Dot(device: meta.identity.device, sequence: known)
      try add(lost + waiting, as: reply.device, after: start, byID: isRestored)
      try PendingRows(statements: statements).shift(by: Sequence(lost.count) - meta.acknowledged)
      try kept.clear()
      meta.identity.device = reply.device
      meta.sequence = Sequence(lost.count + waiting.count)
    } else {
      let filled = try fill(lost, after: known, through: meta.acknowledged, meta)
      for entry in filled + waiting {
        try outbox.add(isRestored && entry.sequence > reply.last ? namedByID(entry) : entry)
      }
    }
    meta.acknowledged = isCopy ? 0 : known
    meta.settled = meta.acknowledged
    meta.epoch = reply.epoch
    meta.ticket = reply.ticket
    meta.isCompareDue = meta.isCompareDue || isRestored
    return try Int.fetchOne(statements.db, sql: "SELECT count(*) FROM godwit_outbox", default: 0)
  }

  /// What the lost store kept for a review is the user's to make again.
  private func giveBackKept(after last: Sequence) throws {
    try statements.db.execute(
      sql: "UPDATE godwit_attention SET code = ?, message = ? WHERE code = ? AND sequence > ?",
      arguments: [
        Int64(Rejection.Code.missingRow.rawValue),
        "the server was restored from a backup of before it kept this change for a review: make it again, or discard it",
        Int64(Rejection.Code.underReview.rawValue), last,
      ])
  }

  /// - Parameter start: the last change set that the copied replica handed in before it was copied; its sequence is 0 when
  ///   there was none.
  private func add(_ entries: [OutboxEntry], as device: DeviceNumber, after start: Dot, byID: Bool) throws {
    for (place, old) in entries.enumerated() {
      var entry = byID ? try namedByID(old) : old
      var changeSet = try ChangeSetCodec.decode(entry.changeSet)
      changeSet.dot = Dot(device: device, sequence: Sequence(place + 1))
      if start.sequence > 0 && !PlantedBug.copyForgetsPast.isOn {
        changeSet.context = Context(base: changeSet.context.base, others: changeSet.context.others + [start])
      }
      entry.sequence = changeSet.dot.sequence
      entry.changeSet = ChangeSetCodec.encode(changeSet)
      try outbox.add(entry)
    }
  }

  /// The change sets with an empty one in each place where one was rejected, since sequences go on without a gap.
  private func fill(
    _ kept: [OutboxEntry], after known: Sequence, through last: Sequence, _ meta: Meta
  ) throws -> [OutboxEntry] {
    let present = Dictionary(kept.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    guard known < last else { return [] }
    // An empty one is no later than what stands before it: a later one would push the stamps of all that follow.
    var stamp = Stamp.zero
    return try (known + 1...last).map { sequence in
      if let entry = present[sequence] {
        stamp = try ChangeSetCodec.decode(entry.changeSet).stamp
        return entry
      }
      let empty = ChangeSet(
        dot: Dot(device: meta.identity.device, sequence: sequence), stamp: stamp, context: Context(base: 0),
        isUnion: false, changes: [])
      return OutboxEntry(sequence: sequence, changeSet: ChangeSetCodec.encode(empty), sealedAt: now)
    }
  }

  // MARK: Names

  /// The same with every row named by its ID: the restored store may not know the number.
  private func namedByID(_ entry: OutboxEntry) throws -> OutboxEntry {
    var changeSet = try ChangeSetCodec.decode(entry.changeSet)
    for index in changeSet.changes.indices {
      let table = changeSet.changes[index].table
      if case .number(let row) = changeSet.changes[index].row {
        let key = RowKey(table: table, row: row)
        if let id = try writer.id(of: key) ?? writer.pending.deletedID(key) { changeSet.changes[index].row = .id(id) }
      }
      for cell in changeSet.changes[index].cells.indices {
        let column = changeSet.changes[index].cells[cell].column
        guard case .set(.reference(let reference)) = changeSet.changes[index].cells[cell].edit,
          let id = try reference.id ?? target(of: column, in: table, row: reference.row)
        else { continue }
        changeSet.changes[index].cells[cell].edit = .set(.reference(RowReference(id: id)))
      }
    }
    var named = entry
    named.changeSet = ChangeSetCodec.encode(changeSet)
    return named
  }

  private func target(of column: Int, in table: Int, row: Int64) throws -> RowID? {
    guard schema.targets.indices.contains(table), schema.targets[table].indices.contains(column),
      let target = schema.targets[table][column]
    else { return nil }
    return try writer.id(of: RowKey(table: target, row: row))
  }
}
