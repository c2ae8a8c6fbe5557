import ChangeModel
import GRDB
import SyncProtocol
import SyncSession

/// The replies of a round that is not applied yet.
struct Staging {
  let statements: Statements

  /// The numbers of the replies, in order, and whether the last one completes the round.
  func replies() throws -> (numbers: [Int64], isComplete: Bool) {
    let statement = try statements("SELECT number, is_complete FROM godwit_staged ORDER BY number")
    var numbers = [Int64]()
    var isComplete = false
    while try statement.step() {
      numbers.append(statement.int64(0))
      isComplete = statement.int64(1) != 0
    }
    return (numbers, isComplete)
  }

  func reply(_ number: Int64) throws -> SyncReply {
    guard case .syncReply(let reply) = try Frame.decode(try frame(number)) else { throw Self.noReply }
    return reply
  }

  /// The scopes that a reply grants, which is all that is wanted of it before it is applied.
  func scopes(_ number: Int64) throws -> [Scope] { try SyncReply.scopes(inFrame: try frame(number)) }

  private func frame(_ number: Int64) throws -> [UInt8] {
    let statement = try statements("SELECT reply FROM godwit_staged WHERE number = ?")
    statement.bind(number, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { throw Self.noReply }
    return statement.bytes(0)
  }

  private static let noReply = ReplicaError.badReply("what was staged is no reply")

  func add(_ reply: SyncReply, frame: [UInt8]) throws {
    let statement = try statements("INSERT INTO godwit_staged(reply, is_complete, holds_push) VALUES (?, ?, ?)")
    statement.bind(frame, at: 1)
    statement.bind(reply.isComplete ? 1 : 0, at: 2)
    statement.bind(reply.results.last?.rejection == nil ? 0 : 1, at: 3)
    try statement.run()
    // A reply without marks made no headway; the ones before it still say where the pull goes on.
    if !reply.isComplete && reply.marks.isEmpty { return }
    try statements("DELETE FROM godwit_marks").run()
    if reply.isComplete { return }
    for mark in reply.marks {
      let statement = try statements("INSERT OR REPLACE INTO godwit_marks VALUES (?, ?, ?, ?)")
      statement.bind(mark.scope.code, at: 1)
      statement.bind(mark.mark.position, at: 2)
      statement.bind(Int64(mark.mark.table), at: 3)
      statement.bind(mark.mark.row, at: 4)
      try statement.run()
    }
  }

  /// Whether a rejection is staged behind which nothing may be pushed until it is applied.
  func holdsPush() throws -> Bool {
    let statement = try RawStatement(
      kept: "SELECT 1 FROM godwit_staged WHERE holds_push <> 0 LIMIT 1", on: statements.db)
    defer { statement.reset() }
    return try statement.step()
  }

  /// Whether a round is staged that lacks nothing but being applied.
  func holdsRound() throws -> Bool {
    let statement = try RawStatement(
      kept: "SELECT is_complete FROM godwit_staged ORDER BY number DESC LIMIT 1", on: statements.db)
    return try statement.step() && statement.int64(0) != 0
  }

  func marks() throws -> [ScopeMark] {
    let statement = try RawStatement(
      kept: "SELECT scope, position, tbl, row FROM godwit_marks ORDER BY scope", on: statements.db)
    var marks = [ScopeMark]()
    while try statement.step() {
      let mark = PullMark(
        position: statement.int64(1), table: Int(truncatingIfNeeded: statement.int64(2)), row: statement.int64(3))
      marks.append(ScopeMark(scope: Scope(code: statement.int64(0)), mark: mark))
    }
    return marks
  }

  func clear() throws {
    try statements("DELETE FROM godwit_staged").run()
    try statements("DELETE FROM godwit_marks").run()
  }
}

extension SyncState {
  static func load(_ db: Database, _ meta: Meta, _ schema: Schema) throws -> SyncState {
    let staging = Staging(statements: Statements(db))
    return SyncState(
      schemaFingerprint: Digest(meta.fingerprint) ?? schema.fingerprint, epoch: meta.epoch, ticket: meta.ticket,
      acknowledged: meta.acknowledged, base: meta.position, held: try Scopes.held(db), marks: try staging.marks(),
      settled: meta.settled, mayPush: try !staging.holdsPush(), lacksScopes: try Scopes.held(db) != Scopes.granted(db),
      holdsRound: try staging.holdsRound())
  }
}
