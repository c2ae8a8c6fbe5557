import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs
import SyncProtocol
import SyncSession

extension Replica {
  /// Where the replica stands at the start of a round.
  public func syncState() throws -> SyncState {
    try read { db in
      let meta = try Meta.load(db)
      return try SyncState.load(db, meta, try knownNow(db, meta).schema)
    }
  }

  /// About how many bytes of change sets go into one request: fewer than it may have, because the server looks at no more
  /// than a million cells at once, and what it leaves would be sent twice.
  static let pageBytes = 4 << 20

  /// What to push next, within the limits of one request.
  /// - Parameter after: the last sequence that was pushed.
  public func outboxPage(after: Sequence) throws -> OutboxPage {
    try read { db in
      let statement = try RawStatement(
        kept: "SELECT change_set FROM godwit_outbox WHERE sequence > ? ORDER BY sequence", on: db)
      statement.bind(after, at: 1)
      defer { statement.reset() }
      var page = OutboxPage(changeSets: [], hasMore: false)
      var byteCount = 0
      while try statement.step() {
        let changeSet = statement.bytes(0)
        byteCount += changeSet.count
        let isFull =
          page.changeSets.count == Limits.requestChangeSetsMax || byteCount > Self.pageBytes
        if isFull && !page.changeSets.isEmpty {
          page.hasMore = true
          return page
        }
        page.changeSets.append(changeSet)
      }
      return page
    }
  }

  /// Puts a reply on disk, after those of the same round before it. From then on its ticket and marks are the
  /// replica's, and what it answers need not be pushed again.
  /// - Parameter frame: the reply as it was received, if at hand; it saves encoding it again.
  public func stage(_ reply: SyncReply, frame: [UInt8]? = nil, now: Int64) throws -> SyncState {
    let state = try transact { db, schema, meta in
      if reply.epoch != meta.epoch { throw ReplicaError.epochChanged }
      for (offset, result) in reply.results.enumerated() where result.sequence != meta.settled + 1 + Int64(offset) {
        throw ReplicaError.badReply("it answers change \(result.sequence) out of turn")
      }
      try Staging(statements: Statements(db)).add(reply, frame: frame ?? Frame.encode(.syncReply(reply)))
      meta.ticket = reply.ticket
      if PlantedBug.positionBeforeRows.isOn { meta.position = reply.position }
      if !PlantedBug.settledAfterStaging.isOn { meta.settled += Int64(reply.results.count) }
      return try SyncState.load(db, meta, schema)
    }
    if !PlantedBug.settledAfterStaging.isOn { return state }
    return try transact { db, schema, meta in
      meta.settled += Int64(reply.results.count)
      return try SyncState.load(db, meta, schema)
    }
  }

  /// Applies the round whose last reply is staged: all of it in one transaction. What was captured is sealed first, so
  /// that no edit claims to have seen what it had not.
  /// - Returns: where the replica stands, what was done, and how many change sets wait to be pushed.
  public func apply(now: Int64) throws -> (SyncState, ApplySummary, pending: Int) {
    let outcome = try transactAsServer { db, schema, meta in
      if !PlantedBug.sealedAfterPosition.isOn {
        _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      }
      let staging = Staging(statements: Statements(db))
      let (numbers, isComplete) = try staging.replies()
      guard isComplete, let number = numbers.last else { throw ReplicaError.nothingToApply }
      let last = try staging.reply(number)
      let newest = try Self.migrate(db, from: schema, last.schema, meta: &meta)
      var applier = try Applier(db, schema: newest, meta: meta, now: now)
      let summary = try Gate.shut(db) {
        if meta.state != .downloading { return try applier.run(numbers, last: last) }
        return try BulkLoad(schema: newest).run(db) { try applier.run(numbers, last: last) }
      }
      meta = applier.meta
      let pending = try Int.fetchOne(db, sql: "SELECT count(*) FROM godwit_outbox", default: 0)
      return (try SyncState.load(db, meta, newest), summary, pending: pending)
    }
    try checkpoint()
    return outcome
  }

  /// Brings the tables to the schema that the server sent, if it sent one.
  private static func migrate(_ db: Database, from old: Schema, _ json: [UInt8]?, meta: inout Meta) throws -> Schema {
    guard let json else { return old }
    let new = try StoredSchema.decode(json)
    // A server that was set back knows less than this replica holds.
    if new.isOlder(than: old) { return old }
    for sql in try Migration(old: old, new: new).statements() { try db.execute(sql: sql) }
    try StoredSchema.save(json, db)
    meta.fingerprint = new.fingerprint.description
    return new
  }

  /// So few free pages are kept, and one in so many: they are wanted again soon.
  private static let (freePagesMin, freePagesShare) = (64, 64)
  /// So many pages are given back at once, so that nobody waits long for the file.
  private static let freedPagesMax = 25_000

  /// Gives back the pages that a large push or download left free, unless another client is writing or the disk is full.
  private func shrink(_ db: Database) throws {
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count", default: 0)
    let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count", default: 0)
    guard free > max(Self.freePagesMin, pages / Self.freePagesShare) else { return }
    do {
      try db.execute(sql: "PRAGMA incremental_vacuum(\(min(free, Self.freedPagesMax)))")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_FULL {
      // What came is applied; a later sync gives them back.
      return
    }
  }

  /// Moves the log into the file. After rows had to leave the disk the log is emptied too, now or as soon as no reader
  /// needs it.
  private func checkpoint() throws {
    try translatingErrors {
      try pool.writeWithoutTransaction { db in
        let isDue = try Bool.fetchOne(db, sql: "SELECT truncate_due FROM godwit_meta", default: false)
        // A reader may hold the log for long, and a sync must not wait for it.
        try db.execute(sql: "PRAGMA busy_timeout = 200")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(ReplicaConnection.busySeconds * 1000))") }
        try shrink(db)
        let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(\(isDue ? "TRUNCATE" : "PASSIVE"))")
        if isDue, row?[0] == 0 { try db.execute(sql: "UPDATE godwit_meta SET truncate_due = 0") }
      }
    }
  }
}
