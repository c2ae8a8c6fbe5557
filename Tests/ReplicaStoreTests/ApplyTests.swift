import ChangeModel
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

/// What becomes of rows when the server's state meets what is pending. `A` is the replica, the office writes for others.
@Suite struct ApplyTests {
  private func item(_ world: TrialWorld, _ columns: String) throws -> String {
    try world.replica.rows("SELECT \(columns) FROM items WHERE id = \(sql(50))").first ?? "gone"
  }

  // MARK: Clocks

  /// The server adds the error of the device's clock to its stamps, so they must not hold the server's time already.
  @Test func clockIsADayBehind_stampsAreTheDevicesOwn() throws {
    var world = try TrialWorld()
    world.office.clock = world.replica.now + 86_400_000
    try world.sync()
    try world.replica.write("UPDATE items SET name = 'Mine'")
    #expect(try world.replica.outbox().map(\.stamp) == [Stamp(milliseconds: world.replica.now)])
  }

  // MARK: Pending edits stay visible

  @Test func officeUpdates_whileRegisterIsPending_theEditStaysUntilItsResult() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office")), "terms": .set(.text("office"))])
    try world.sync(meanwhile: "UPDATE items SET name = 'Mine'")
    #expect(try item(world, "name, terms") == "Mine|office")
    // The server's clock puts the replica's edit later.
    try world.sync()
    #expect(try world.isInStep())
  }

  @Test func officeUpdatesGroup_whileOneColumnIsPending_theWholeGroupStays() throws {
    var world = try TrialWorld()
    world.officeUpdates(["street": .set(.text("Office 1")), "city": .set(.text("Rome"))])
    try world.sync(meanwhile: "UPDATE items SET street = 'Mine 1'")
    #expect(try item(world, "street, city") == "Mine 1|York")
    try world.sync()
    #expect(try world.isInStep())
  }

  @Test func officeCounts_whileCounterIsPending_bothCount() throws {
    var world = try TrialWorld()
    world.officeUpdates(["hits": .add(10)])
    try world.sync(meanwhile: "UPDATE items SET hits = hits + 1")
    #expect(try item(world, "hits") == "14")
    try world.sync()
    #expect(try item(world, "hits") == "14")
    #expect(try world.isInStep())
  }

  @Test func officeTags_whileSetIsPending_bothStand() throws {
    var world = try TrialWorld()
    world.officeUpdates(["tags": .elements(added: ["office"], removed: ["b"])])
    try world.sync(meanwhile: "UPDATE items SET tags = '[\"b\",\"mine\"]'")
    #expect(try item(world, "tags") == "[\"mine\",\"office\"]")
    try world.sync()
    #expect(try world.isInStep())
  }

  @Test func officeWritesText_whileTextIsPending_bothStand() throws {
    var world = try TrialWorld()
    world.officeUpdates(["notes": .text(base: "one two three", new: "one two three four")])
    try world.sync(meanwhile: "UPDATE items SET notes = 'zero one two three'")
    #expect(try item(world, "notes") == "zero one two three four")
    try world.sync()
    #expect(try item(world, "notes") == "zero one two three four")
    #expect(try world.isInStep())
  }

  @Test func officeUpdates_whileDeleteIsPending_theRowStaysAwayUntilItsResult() throws {
    var world = try TrialWorld()
    world.office.write([
      Trial.update(.trial(61), table: TrialSchema.parts, ["name": .set(.text("Office"))])
    ])
    try world.sync(meanwhile: "DELETE FROM parts WHERE id = \(sql(61))")
    #expect(try world.replica.rows("SELECT godwit_row FROM parts") == ["2"])
    // The delete lags behind the update that it did not see, so the update wins, and the row comes back.
    try world.sync()
    #expect(try world.replica.rows("SELECT godwit_row, name FROM parts") == ["1|Office", "2|-"])
    #expect(try world.isInStep())
  }

  @Test func officeDeletes_whileUpdateIsPending_theUpdateWinsAtLast() throws {
    var world = try TrialWorld()
    world.office.write([Trial.delete(.trial(61), table: TrialSchema.parts)])
    try world.sync(meanwhile: "UPDATE parts SET name = 'Mine' WHERE id = \(sql(61))")
    #expect(try world.replica.rows("SELECT godwit_row FROM parts") == ["2"])
    try world.sync()
    #expect(try world.replica.rows("SELECT godwit_row, name FROM parts") == ["1|Mine", "2|-"])
    #expect(try world.isInStep())
  }

  // MARK: Lag

  @Test func secondEdit_underWhichNewerValuesAreHidden_lags() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office")), "terms": .set(.text("office"))])
    try world.sync(meanwhile: "UPDATE items SET name = 'Mine'")
    try world.replica.write("UPDATE items SET name = 'Mine 2', terms = 'mine', hits = hits + 1")
    #expect(
      try world.replica.outbox().map(\.lines) == [
        ["update items 1: name='Mine'"],
        ["update items 1: hits+1 terms='mine'", "update items 1 lag 1: name='Mine 2'"],
      ])
    try world.sync()
    #expect(try world.isInStep())
  }

  @Test func editAfterTheResult_doesNotLag() throws {
    var world = try TrialWorld()
    world.officeUpdates(["name": .set(.text("Office"))])
    try world.sync(meanwhile: "UPDATE items SET name = 'Mine'")
    try world.sync()
    try world.replica.write("UPDATE items SET name = 'Mine 2'")
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update items 1: name='Mine 2'"])
  }

  // MARK: Numbering

  @Test func newRows_areNumbered_andNamedSoFromThenOn() throws {
    var world = try TrialWorld()
    try world.replica.write("INSERT INTO items(id, territory_id) SELECT \(sql(70)), id FROM territories LIMIT 1")
    try world.replica.write("INSERT INTO parts(id, item_id) VALUES (\(sql(71)), \(sql(70)))")
    #expect(try world.replica.rows("SELECT godwit_row >= 1 << 40 FROM items WHERE id = \(sql(70))") == ["1"])
    try world.sync()
    #expect(try world.replica.rows("SELECT godwit_row FROM items ORDER BY 1") == ["1", "2"])
    #expect(try world.replica.rows("SELECT godwit_row FROM parts ORDER BY 1") == ["1", "2", "3"])
    #expect(try world.isInStep())
    try world.replica.write("UPDATE parts SET item_id = \(sql(70)) WHERE id = \(sql(61))")
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update parts 1: item_id=@2"])
  }

  @Test func editsOfANewRow_madeWhileItsInsertIsUnderWay_followItsNumber() throws {
    var world = try TrialWorld()
    try world.replica.write("INSERT INTO items(id, territory_id) SELECT \(sql(70)), id FROM territories LIMIT 1")
    try world.sync(meanwhile: "UPDATE items SET name = 'Mine' WHERE id = \(sql(70))")
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update items #70: name='Mine'"])
    #expect(try world.replica.rows("SELECT row FROM godwit_pending") == ["2"])
    world.officeUpdates(["name": .set(.text("Office"))], item: 70)
    try world.replica.write("UPDATE items SET terms = 'mine' WHERE id = \(sql(70))")
    try world.sync()
    #expect(try world.isInStep())
  }

  @Test func newRow_deletedWhileItsInsertIsUnderWay_goesEverywhere() throws {
    var world = try TrialWorld()
    try world.replica.write("INSERT INTO parts(id, item_id) VALUES (\(sql(71)), \(sql(50)))")
    try world.sync(meanwhile: "DELETE FROM parts WHERE id = \(sql(71))")
    #expect(try world.replica.outbox().flatMap(\.lines) == ["delete parts #71"])
    try world.sync()
    #expect(try world.replica.rows("SELECT count(*) FROM parts") == ["2"])
    #expect(try world.isInStep())
  }

  @Test func numbers_areNeverUsedTwice() throws {
    var world = try TrialWorld()
    try world.replica.write("INSERT INTO parts(id, item_id) VALUES (\(sql(71)), \(sql(50)))")
    let first = try world.replica.rows("SELECT max(godwit_row) FROM parts")
    try world.sync()
    try world.replica.write("INSERT INTO parts(id, item_id) VALUES (\(sql(72)), \(sql(50)))")
    #expect(try world.replica.rows("SELECT max(godwit_row) FROM parts") != first)
  }

  // MARK: Rejections

  @Test func rejectedUpdate_isUndone_andWaitsForAttention() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET credit = 500, name = 'Mine'")
    try world.sync()
    #expect(try item(world, "credit, name") == "0|Ann")
    let items = try world.replica.replica.attention()
    #expect(items.map(\.sequence) == [1])
    #expect(items.map(\.rejection.code) == [.officeOwned])
    #expect(items.flatMap(\.changeSet.lines) == ["update items 1: name='Mine' credit=500"])
    #expect(try world.replica.replica.status().needsAttention == 1)
    #expect(try world.isInStep())
  }

  @Test func rejectedInsert_isUndone() throws {
    var world = try TrialWorld()
    try world.replica.write(
      "INSERT INTO items(id, territory_id) SELECT \(sql(70)), id FROM territories WHERE name = 'South'")
    try world.sync()
    #expect(try world.replica.rows("SELECT count(*) FROM items") == ["1"])
    #expect(try world.replica.replica.attention().map(\.rejection.code) == [.outsideScope])
    #expect(try world.isInStep())
  }

  @Test func rejectedDelete_isUndone() throws {
    var world = try TrialWorld()
    world.office.write([
      Trial.insert(TrialSchema.bills, .trial(80), ["item_id": .set(.reference(RowReference(id: .trial(50))))])
    ])
    try world.sync()
    try world.replica.write("DELETE FROM bills")
    try world.sync()
    #expect(try world.replica.rows("SELECT count(*) FROM bills") == ["1"])
    #expect(try world.replica.replica.attention().map(\.rejection.code) == [.undeletable])
    #expect(try world.isInStep())
  }

  @Test func rejectionsOfTwoNumbers_underTheSameSequence_bothWait() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET credit = 500")
    try world.sync()
    let state = try world.replica.replica.syncState()
    let reply = RejoinReply(device: 9, epoch: state.epoch, ticket: state.ticket, last: state.acknowledged)
    _ = try world.replica.replica.rejoin(reply, now: 3_000_000)
    try world.replica.write("UPDATE items SET credit = 600")
    try world.sync()
    let items = try world.replica.replica.attention()
    #expect(items.map(\.changeSet.dot) == [Dot(device: 5, sequence: 1), Dot(device: 9, sequence: 1)])
    #expect(items.map(\.sequence) == [1, 2])
    try world.replica.replica.discard(2)
    #expect(try world.replica.replica.attention().map(\.changeSet.dot.device) == [5])
  }

  @Test func retriedItem_isANewChangeSet_overThePresentRows() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET credit = 500, hits = hits + 2")
    try world.sync()
    world.officeUpdates(["hits": .add(10)])
    try world.sync()
    try world.replica.replica.retry(1, now: 5_000_000)
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update items 1: credit=500 hits+2"])
    #expect(try item(world, "credit, hits") == "500|15")
    #expect(try world.replica.replica.attention().isEmpty)
    world.office.admit(5, role: .office)
    try world.sync()
    #expect(try world.replica.replica.attention().isEmpty)
    #expect(try world.isInStep())
  }

  @Test func retriedInsert_keepsItsID() throws {
    var world = try TrialWorld()
    try world.replica.write(
      "INSERT INTO items(id, territory_id) SELECT \(sql(70)), id FROM territories WHERE name = 'South'")
    try world.sync()
    world.office.admit(5, scopes: [.org, .territory(1), .territory(2)])
    try world.sync()
    try world.replica.replica.retry(1, now: 5_000_000)
    try world.sync()
    #expect(try world.replica.rows("SELECT count(*) FROM items WHERE id = \(sql(70)) AND godwit_row = 2") == ["1"])
    #expect(
      try world.replica.replica.digests() == world.office.digests(of: [.org, .territory(1), .territory(2)]))
  }

  @Test func retry_ofAnEditWhoseRowIsGone_saysSo_andKeepsTheItem() throws {
    var world = try TrialWorld()
    try world.replica.write("UPDATE items SET credit = 500")
    try world.sync()
    world.office.write([Trial.delete(.trial(50))])
    try world.sync()
    #expect(throws: ReplicaError.self) { try world.replica.replica.retry(1, now: 5_000_000) }
    #expect(try world.replica.replica.attention().count == 1)
    try world.replica.replica.discard(1)
    #expect(try world.replica.replica.attention().isEmpty)
    #expect(throws: ReplicaError.noAttentionItem(1)) { try world.replica.replica.discard(1) }
  }

  // MARK: Unions

  @Test func rejectedUnion_isSplit_soThatOneBadRowUndoesNoOther() throws {
    var world = try TrialWorld()
    try world.replica.shell(
      "UPDATE items SET credit = 500; INSERT INTO items(id, territory_id, name) SELECT \(sql(70)), id, 'New' FROM territories"
        + " WHERE name = 'North'; INSERT INTO parts(id, item_id) VALUES (\(sql(71)), \(sql(70)));"
        + "INSERT INTO pins(id, item_id) VALUES (\(sql(72)), \(sql(70)))")
    try world.replica.seal()
    try world.replica.exchange(&world.office)
    let (_, summary, pending) = try world.replica.replica.apply(now: 4_000_000)
    #expect(summary.split == 3)
    #expect(pending == 3)
    #expect(
      try world.replica.outbox().map(\.lines).map { $0.map { String($0.prefix(16)) } } == [
        ["update items 1: "], ["insert items #70", "insert parts #71"], ["insert pins #72:"],
      ])
    #expect(try world.replica.outbox().map(\.dot.sequence) == [2, 3, 4])
    // All of it is still to be seen.
    #expect(try item(world, "credit") == "500")
    #expect(try world.replica.rows("SELECT count(*) FROM items") == ["2"])
    try world.sync()
    #expect(try item(world, "credit") == "0")
    #expect(try world.replica.rows("SELECT count(*) FROM pins") == ["1"])
    #expect(try world.replica.replica.attention().map(\.sequence) == [2])
    #expect(try world.isInStep())
  }

  @Test func changesSealedAfterARejectedUnion_goBehindItsParts() throws {
    var world = try TrialWorld()
    try world.replica.shell(
      "UPDATE items SET credit = 500; INSERT INTO pins(id, item_id) VALUES (\(sql(72)), \(sql(50)))")
    try world.sync(meanwhile: "UPDATE pins SET label = 'mine' WHERE id = \(sql(72))")
    #expect(
      try world.replica.outbox().map(\.lines) == [
        ["update items 1: credit=500"], ["insert pins #72: item_id=@1"], ["update pins #72: label='mine'"],
      ])
    try world.sync()
    #expect(try world.replica.replica.attention().map(\.sequence) == [2])
    #expect(try world.replica.rows("SELECT godwit_row, label FROM pins") == ["1|mine"])
    #expect(try world.isInStep())
  }

  @Test func rejectedUnionOfOnePart_waitsForAttention() throws {
    var world = try TrialWorld()
    try world.replica.shell(
      "UPDATE items SET credit = 500; UPDATE parts SET name = 'x'; DELETE FROM parts WHERE id = \(sql(61))")
    try world.sync()
    #expect(try world.replica.replica.attention().map(\.sequence) == [1])
    #expect(try world.replica.rows("SELECT godwit_row, name FROM parts") == ["1|-", "2|-"])
    #expect(try world.isInStep())
  }
}
