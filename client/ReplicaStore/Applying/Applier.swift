import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs
import SyncProtocol
import SyncSession

/// Applies the staged replies of a complete round, inside the caller's transaction: results, delta, scopes, position.
struct Applier {
  let db: Database
  let schema: Schema
  let now: Int64
  private(set) var meta: Meta
  private let statements: Statements
  private let unsettled: UnsettledEdits
  private var delta: DeltaStep
  private var results: ResultStep
  private let staging: Staging
  /// Whether the server may have forgotten rows that went: what it did not name is found by comparing.
  private var mustCompare = false

  /// - Parameter schema: the one that is in force after the round.
  init(_ db: Database, schema: Schema, meta: Meta, now: Int64) throws {
    self.db = db
    self.schema = schema
    self.meta = meta
    self.now = now
    statements = Statements(db)
    staging = Staging(statements: statements)
    unsettled = UnsettledEdits(outbox: Outbox(statements: statements), settled: meta.acknowledged)
    delta = try DeltaStep(
      schema: schema, statements: statements, unsettled: unsettled, mayRenumber: meta.isCompareDue)
    results = ResultStep(
      schema: schema, statements: statements, writer: delta.writer, unsettled: unsettled, now: now,
      keptAfter: meta.settled - KeptChangeSets.countMax)
  }

  /// - Parameter last: the reply that completes the round.
  mutating func run(_ numbers: [Int64], last: SyncReply) throws -> ApplySummary {
    if last.isRevoked { return try settle(numbers, last: last) }
    let turns = try scopeTurns(numbers, last: last)
    let leaving = turns.leaving
    // Before the deltas, which may show a customer in another scope: what hung on it here and has gone since would pass for
    // a row of that scope.
    var removed = try remove(leaving)
    for number in numbers.dropLast() { try apply(try staging.reply(number)) }
    try apply(last)
    // What a restored server takes the replica to hold may have gone in the lost time; it comes when both are compared.
    try delta.finish(mayLack: !leaving.isEmpty || meta.isCompareDue)
    // And after them, for what the deltas brought while a scope was there.
    removed += try remove(leaving)
    let orphans =
      leaving.isEmpty && results.isAllAccepted && !meta.isCompareDue && !mustCompare
      ? 0 : try OrphanRemoval(schema: schema, statements: statements).run()
    let split = try UnionSplit(schema: schema, statements: statements, writer: delta.writer)
      .run(results.unions, settled: meta.settled, meta: &meta)
    try conclude(last, held: turns.held)
    meta.isTruncateDue = meta.isTruncateDue || removed + orphans + delta.goneCount > 0
    return ApplySummary(
      accepted: results.summary.accepted, conflicts: results.summary.conflicts, rejected: results.summary.rejected,
      split: split, rows: delta.rowCount + removed + orphans)
  }

  /// What is left to do on a device that was revoked: results, so that what they leave can be handed in. A pull that was
  /// under way brings no more pages, and the ones that came would show half of it.
  private mutating func settle(_ numbers: [Int64], last: SyncReply) throws -> ApplySummary {
    for number in numbers.dropLast() { try results.apply(try staging.reply(number).results) }
    try results.apply(last.results)
    let split = try UnionSplit(schema: schema, statements: statements, writer: delta.writer)
      .run(results.unions, settled: meta.settled, meta: &meta)
    try conclude(last, held: try Scopes.held(db))
    return ApplySummary(
      accepted: results.summary.accepted, conflicts: results.summary.conflicts, rejected: results.summary.rejected,
      split: split)
  }

  private func scopeTurns(_ numbers: [Int64], last: SyncReply) throws -> ScopeTurns {
    var turns = ScopeTurns(held: try Scopes.held(db))
    for number in numbers.dropLast() { turns.take(try staging.scopes(number)) }
    turns.take(last.scopes)
    return turns
  }

  private func remove(_ scopes: [Scope]) throws -> Int {
    if PlantedBug.leftScopeKept.isOn { return 0 }
    let removal = ScopeRemoval(schema: schema, statements: statements)
    return try scopes.reduce(0) { count, scope in count + (try removal.remove(scope)) }
  }

  private mutating func apply(_ reply: SyncReply) throws {
    mustCompare = mustCompare || reply.mustCompare && !PlantedBug.sleeperNotCompared.isOn
    if PlantedBug.resultsAppliedLast.isOn {
      try delta.apply(reply.delta)
      return try results.apply(reply.results)
    }
    try results.apply(reply.results)
    try delta.apply(reply.delta)
  }

  private mutating func conclude(_ last: SyncReply, held: [Scope]) throws {
    try Scopes.hold(held, granted: last.scopes, db)
    try staging.clear()
    if meta.acknowledged != meta.settled { try KeptChangeSets(statements: statements).purge() }
    if PlantedBug.outboxClearedAfterSync.isOn { try statements("DELETE FROM godwit_outbox").run() }
    meta.identity.role = last.role
    meta.position = last.position
    meta.acknowledged = meta.settled
    meta.lastSync = now
    meta.isCompareDue = meta.isCompareDue || mustCompare
    meta.state = last.isRevoked ? .revoked : .ready
    // The statements above are not GRDB's, so it has not seen what they changed.
    try db.notifyChanges(in: .fullDatabase)
  }
}
