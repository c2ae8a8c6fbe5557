import ChangeModel
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

/// What a replica does that is told that its device was revoked.
@Suite struct LeavingTests {
  private func addItem(_ trial: TrialReplica, _ name: String) throws {
    try trial.write(
      "INSERT INTO items(territory_id, name) SELECT id, '\(name)' FROM territories WHERE godwit_row = 1")
  }

  @Test func revoked_handsInWhatWaits_thenWhatWasRejected_andNothingIsLeft() throws {
    let trial = try TrialReplica()
    var office = TrialOffice()
    try trial.sync(&office)
    // Refused: another item has the same code.
    office.write([Trial.insertItem(.trial(50), ["code": .set(.text("C1"))])])
    try trial.write(
      "INSERT INTO items(territory_id, name, code) SELECT id, 'x', 'C1' FROM territories WHERE godwit_row = 1")
    try trial.sync(&office)
    #expect(try trial.replica.attention().map(\.isWithServer) == [false])
    try addItem(trial, "waits")
    // Several parts, of which each could go alone: it is kept whole, and not split.
    try trial.shell(
      "INSERT INTO items(territory_id, name) SELECT id, 'foreign ' || godwit_row FROM territories WHERE godwit_row = 1;"
        + "UPDATE items SET name = 'b' WHERE name = 'waits';")

    office.revoked = [5]
    let outcome = try trial.sync(&office)
    #expect(outcome.isRevoked)
    #expect(try trial.replica.status().state == .revoked)
    #expect(try trial.outbox().isEmpty)
    #expect(try !trial.replica.isHandedIn())
    let rejected = try #require(try trial.replica.attention().first { !$0.isWithServer }).changeSet
    #expect(try trial.replica.handInRejected(now: trial.now) == 1)
    #expect(try trial.outbox().map(\.changes) == [rejected.changes])
    try trial.sync(&office)
    #expect(try trial.replica.isHandedIn())
    #expect(try trial.replica.attention().map(\.isWithServer) == [true, true, true])
    #expect(try trial.replica.handInRejected(now: trial.now) == 0)
    // Somebody writes in the last moment.
    try trial.shell("UPDATE items SET name = 'late';")
    #expect(try !trial.replica.isHandedIn())
  }

  @Test func keptWork_cannotBeMadeAgain() throws {
    let trial = try TrialReplica()
    var office = TrialOffice()
    try trial.sync(&office)
    try addItem(trial, "x")
    office.revoked = [5]
    try trial.sync(&office)
    let item = try #require(try trial.replica.attention().first)
    #expect(throws: ReplicaError.self) { try trial.replica.retry(item.sequence, now: trial.now) }
    try trial.replica.discard(item.sequence)
    #expect(try trial.replica.attention().isEmpty)
  }

  /// A pull of many pages brings no more of them: half of it must not show.
  @Test func revokedInTheMiddleOfAPull_showsNothingOfIt() throws {
    let trial = try TrialReplica()
    var office = TrialOffice()
    try trial.sync(&office)
    let before = try trial.rows("SELECT id FROM items")
    office.rowsPerPage = 1
    for number in 60...63 as ClosedRange<UInt64> { office.write([Trial.insertItem(.trial(number))]) }
    try trial.exchange(&office)
    office.revoked = [5]
    let outcome = try trial.sync(&office)
    #expect(outcome.isRevoked)
    #expect(try trial.rows("SELECT id FROM items") == before)
    #expect(try trial.replica.isHandedIn())
  }
}
