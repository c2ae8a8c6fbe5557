import ChangeModel
import Foundation
import SyncProtocol
import SyncSession
import TestSupport
import Testing

@testable import ReplicaStore

/// Rounds that are cut off, in every place.
@Suite struct StagingTests {
  private func office(items: UInt64) -> TrialOffice {
    var office = TrialOffice()
    for number in 1...items {
      office.write([
        Trial.insertItem(.trial(100 + number), ["name": .set(.text("Item \(number)"))]),
        Trial.insert(
          TrialSchema.parts, .trial(1_000 + number),
          ["item_id": .set(.reference(RowReference(id: .trial(100 + number))))]),
      ])
    }
    // The first items change last, so that their parts come in an earlier page than they do.
    for number in 1...items / 2 {
      office.write([Trial.update(.trial(100 + number), ["terms": .set(.text("late"))])])
    }
    return office
  }

  @Test(arguments: [1, 2, 3, 7, 100]) func pagedDownload_isAppliedAtOnce(_ rowsPerPage: Int) throws {
    var office = office(items: 6)
    office.rowsPerPage = rowsPerPage
    let trial = try TrialReplica()
    try trial.sync(&office)
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
  }

  @Test func download_isResumedAfterAnInterruption_fromItsMarks() throws {
    var office = office(items: 6)
    office.rowsPerPage = 5
    let trial = try TrialReplica()
    try trial.exchange(&office)
    try trial.exchange(&office)
    let state = try trial.replica.syncState()
    #expect(!state.marks.isEmpty)
    #expect(state.base == 0)
    #expect(throws: ReplicaError.nothingToApply) { try trial.replica.apply(now: 1) }
    #expect(try trial.rows("SELECT count(*) FROM items") == ["0"])
    try trial.reopen()
    #expect(try trial.replica.syncState() == state)
    #expect(try trial.replica.status().state == .downloading)
    // What changes meanwhile comes again, later in the order.
    office.write([Trial.update(.trial(101), ["name": .set(.text("Changed"))])])
    try trial.sync(&office)
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
    #expect(try trial.rows("SELECT count(*) FROM godwit_staged") == ["0"])
    #expect(try trial.replica.syncState().marks.isEmpty)
  }

  @Test func firstDownload_keepsTheIndexesOfTheDomain() throws {
    var office = office(items: 2)
    let trial = try TrialReplica()
    let index = "CREATE INDEX items_by_name ON items(name)"
    try trial.replica.installViews([index])
    try trial.sync(&office)
    #expect(try trial.rows("SELECT sql FROM sqlite_master WHERE name = 'items_by_name'") == [index])
    #expect(try trial.rows("SELECT name FROM items INDEXED BY items_by_name ORDER BY name") == ["Item 1", "Item 2"])
  }

  @Test func whatAnOutboxHeld_goesBackToTheDisk() throws {
    var world = try TrialWorld()
    try world.replica.replica.write(now: 1) { db in
      try db.execute(sql: "INSERT INTO items(id, terms) VALUES (randomblob(16), hex(randomblob(130000)))")
    }
    for number in 2...40 {
      try world.replica.write("UPDATE items SET terms = '\(number)' || substr(terms, 3) WHERE length(terms) > 9")
      try world.replica.seal()
    }
    let before = try pages(world.replica)
    try world.sync()
    let after = try pages(world.replica)
    #expect(after.all < before.all / 2)
    #expect(after.free <= max(64, after.all / 64))
  }

  private func pages(_ trial: TrialReplica) throws -> (all: Int, free: Int) {
    let count = { (what: String) in try trial.rows("PRAGMA \(what)").first.flatMap(Int.init) ?? 0 }
    return (try count("page_count"), try count("freelist_count"))
  }

  @Test func firstDownload_leavesTheTablesAsTheyWereMade() throws {
    var office = office(items: 2)
    let trial = try TrialReplica()
    let objects = "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
    let before = try trial.rows(objects)
    try trial.sync(&office)
    #expect(try trial.rows(objects) == before)
    #expect(before.count > 40)
  }

  @Test func stagedReply_survivesACrash_beforeItIsApplied() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office"))])
    try world.replica.write("UPDATE items SET terms = 'mine'")
    try world.replica.exchange(&world.office)
    let copy = try world.replica.copyFiles()
    defer { copy.remove() }
    let revived = try Replica.open(at: copy.path)
    #expect(try revived.syncState() == world.replica.replica.syncState())
    // The change set is answered, so it is not sent again.
    #expect(try revived.outboxPage(after: revived.syncState().settled).changeSets.isEmpty)
    _ = try revived.apply(now: 4_000_000)
    #expect(try revived.digests() == world.office.digests(of: [.org, .territory(1)]))
    try revived.close()
  }

  @Test func crashInAnOpenTransaction_leavesTheStateBefore() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office"))])
    try world.replica.exchange(&world.office)
    let copy = try world.replica.replica.transact { db, _, _ in
      try db.execute(sql: "UPDATE items SET name = 'Half'; UPDATE godwit_gate SET open = 0; DELETE FROM godwit_staged")
      return try world.replica.copyFiles()
    }
    defer { copy.remove() }
    let revived = try Replica.open(at: copy.path)
    _ = try revived.apply(now: 4_000_000)
    #expect(try revived.digests() == world.office.digests(of: [.org, .territory(1)]))
    try revived.close()
  }

  @Test func replyThatIsLost_isAnsweredAgain_withoutASecondEffect() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office"))])
    // The first reply is lost after the server did its work; the hub does not know repetitions, so only the pull is.
    let state = try world.replica.replica.syncState()
    try world.replica.exchange(&world.office)
    #expect(try world.replica.replica.syncState().ticket == state.ticket + 1)
    try world.replica.exchange(&world.office)
    _ = try world.replica.replica.apply(now: 4_000_000)
    #expect(try world.isInStep())
  }

  @Test func pendingWork_isKeptThroughAPagedRound_withEditsBetweenItsPages() throws {
    var world = try TrialWorld()
    world.office.rowsPerPage = 1
    world.officeUpdates(["name": .set(.text("Office")), "hits": .add(10)])
    world.office.write([Trial.update(.trial(61), table: TrialSchema.parts, ["name": .set(.text("Office"))])])
    try world.replica.write("UPDATE items SET hits = hits + 1")
    try world.replica.exchange(&world.office)
    try world.replica.write("UPDATE items SET hits = hits + 1, name = 'Mine'")
    try world.replica.exchange(&world.office)
    try world.replica.write("UPDATE parts SET name = 'Mine'")
    try world.sync()
    #expect(try world.replica.rows("SELECT hits FROM items") == ["15"])
    #expect(try world.isInStep())
  }

  @Test func otherEpoch_isRefused_andNothingIsLost() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET terms = 'mine'")
    let reply = try world.reply(epoch: 8)
    #expect(throws: ReplicaError.epochChanged) { try world.replica.replica.stage(reply, now: 1) }
    #expect(try world.replica.replica.status().pending == 1)
    #expect(try world.replica.rows("SELECT terms FROM items") == ["mine"])
  }

  @Test func resultOutOfTurn_isRefused() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET terms = 'mine'")
    var reply = try world.reply(epoch: 7)
    reply.results[0].sequence = 2
    #expect(throws: ReplicaError.badReply("it answers change 2 out of turn")) {
      try world.replica.replica.stage(reply, now: 1)
    }
  }

  @Test func outbox_isHandedOutInPages() throws {
    let world = try TrialWorld()
    for number in 1...3 {
      try world.replica.replica.write(now: Int64(number)) { db in
        for item in 0..<10 {
          try db.execute(
            sql: "INSERT INTO items(id, terms) VALUES (randomblob(16), hex(randomblob(?)))", arguments: [131_000 + item]
          )
        }
      }
    }
    var pages = [try world.replica.replica.outboxPage(after: 0)]
    while pages.last?.hasMore == true, pages.count < 10 {
      let sent = pages.reduce(0) { $0 + $1.changeSets.count }
      pages.append(try world.replica.replica.outboxPage(after: Int64(sent)))
    }
    #expect(pages.map(\.changeSets.count) == [1, 1, 1])
    for page in pages { #expect(page.changeSets.reduce(0) { $0 + $1.count } <= Limits.requestChangeSetBytesMax) }
    let lastHasMore = pages.last?.hasMore
    #expect(lastHasMore == false)
  }
}

extension TrialWorld {
  /// The answer to a push of all that is pending, from a store of this epoch.
  mutating func reply(epoch: UInt64) throws -> SyncReply {
    let state = try replica.replica.syncState()
    let request = SyncRequest(
      schemaFingerprint: state.schemaFingerprint, epoch: state.epoch, ticket: state.ticket, deviceTime: 0,
      acknowledged: state.acknowledged, base: state.base, held: state.held, marks: state.marks, wantsDelta: true,
      deltaBytesMax: 1 << 20, changeSets: try replica.replica.outboxPage(after: state.settled).changeSets)
    var reply = try office.answer(request, device: replica.device)
    reply.epoch = epoch
    return reply
  }
}
