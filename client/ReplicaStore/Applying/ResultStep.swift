import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs
import SyncProtocol

/// Applies the results of one reply: settled change sets leave the outbox.
struct ResultStep {
  let schema: Schema
  let statements: Statements
  let writer: RowWriter
  let unsettled: UnsettledEdits
  let now: Int64
  /// Change sets up to this sequence are not kept: so many came after them.
  let keptAfter: Sequence
  private(set) var summary = ApplySummaryCounts()
  /// Rejected unions of several parts, which are tried again part by part.
  private(set) var unions: [OutboxEntry] = []

  /// Whether no change set was rejected.
  var isAllAccepted: Bool { summary.rejected == 0 && unions.isEmpty }

  private var outbox: Outbox { Outbox(statements: statements) }

  init(
    schema: Schema, statements: Statements, writer: RowWriter, unsettled: UnsettledEdits, now: Int64,
    keptAfter: Sequence
  ) {
    self.schema = schema
    self.statements = statements
    self.writer = writer
    self.unsettled = unsettled
    self.now = now
    self.keptAfter = keptAfter
  }

  mutating func apply(_ results: [ChangeResult]) throws {
    let hasNumbers = results.contains { !$0.numbers.isEmpty }
    let hasTouched = try hasNumbers && !PendingRows(statements: statements).isEmpty()
    for result in results {
      guard let entry = try outbox.entry(result.sequence) else {
        throw ReplicaError.badReply("it answers change \(result.sequence), which was not sent")
      }
      switch result.status {
      case .accepted(let conflicts):
        summary.accepted += 1
        summary.conflicts += conflicts
        try number(entry, result.numbers, hasTouched: hasTouched)
        if entry.sequence > keptAfter { try KeptChangeSets(statements: statements).add(entry, now: now) }
      case .rejected(let rejection) where entry.parts != nil && rejection.code != .underReview:
        unions.append(entry)
        unsettled.hold(entry)
        try PendingRows(statements: statements).hold(entry.sequence)
      case .rejected(let rejection):
        summary.rejected += 1
        if PlantedBug.rejectionDropped.isOn { break }
        try AttentionTable.add(entry, rejection, rejectedAt: now, statements)
      }
      try outbox.remove(result.sequence)
    }
    guard let last = results.last else { return }
    unsettled.settled = last.sequence
    try PendingRows(statements: statements).settle(through: last.sequence)
  }

  /// Gives the inserted rows the numbers that the server gave them.
  /// - Parameter hasTouched: whether edits of any row without a number are pending.
  private func number(_ entry: OutboxEntry, _ numbers: [Int64], hasTouched: Bool) throws {
    let inserts = try ChangeSetCodec.decode(entry.changeSet).changes.filter { $0.kind == .insert }
    guard inserts.count == numbers.count else {
      throw ReplicaError.badReply("it numbers \(numbers.count) of \(inserts.count) new rows")
    }
    for (change, number) in zip(inserts, numbers) {
      guard case .id(let id) = change.row else { continue }
      guard number > 0, !LocalRows.contains(number) else {
        throw ReplicaError.badReply("\(number) is no row number")
      }
      if let row = try writer.row(of: id, in: change.table) {
        if row != number { try writer.renumber(change.table, from: row, to: number, isTouched: hasTouched) }
      } else if let row = try writer.pending.deletedRow(change.table, id) {
        try writer.pending.move(change.table, from: row, to: number)
      }
    }
  }
}

/// What the results came to.
struct ApplySummaryCounts: Hashable {
  var accepted = 0
  var conflicts = 0
  var rejected = 0
}
