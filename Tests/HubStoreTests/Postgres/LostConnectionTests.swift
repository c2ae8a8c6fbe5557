import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

@testable import PostgresStore

/// Connections that end at any moment: what was acknowledged stays, what was not is asked again.
@Suite struct LostConnectionTests {
  private let database: PrivateDatabase
  private let store: PostgresHubStore

  init() throws {
    database = try PrivateDatabase()
    store = try PostgresHubStore.create(at: try database.address, org: .trial)
  }

  @Test func connectionsThatEndedBetweenTransactions_areOpenedAnewUnnoticed() throws {
    try store.commit(MergeBatch(head: 1))
    #expect(try store.read { try $0.head() } == 1)
    try database.endConnections()
    #expect(try store.read { try $0.head() } == 1)
    try database.endConnections()
    try store.commit(MergeBatch(head: 2))
    #expect(try store.read { try $0.head() } == 2)
  }

  @Test func connectionThatEndsAmidAWrite_leavesNothing_andTheNextWriteGoesOn() throws {
    #expect(throws: HubStoreError.self) {
      try store.write { writing in
        try writing.commit(MergeBatch(head: 1))
        try database.endConnections()
        _ = try writing.devices()
      }
    }
    #expect(try store.read { try $0.head() } == 0)
    try store.commit(MergeBatch(head: 1))
    #expect(try store.read { try $0.head() } == 1)
  }

  @Test func connectionThatEndsAtTheCommit_isNoFailure_butAnUnknownOutcome() throws {
    // At the commit, and not before, the database ends the connection.
    try database.query(
      """
      CREATE FUNCTION godwit.fall() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER fall AFTER INSERT ON godwit.history DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION godwit.fall();
      """)
    let entry = HistoryEntry(
      position: 1, dot: Dot(device: 2, sequence: 1), stamp: .zero, rep: 0, mergedAt: 0, changeSet: [1])
    do {
      try store.write { writing in
        try writing.commit(MergeBatch(head: 1))
        try writing.append(history: [entry])
      }
      Issue.record("the commit was said to be done")
    } catch HubStoreError.outcomeUnknown {
      // The store alone knows: here it was not done.
      #expect(try store.read { try $0.head() } == 0)
    }
    try database.query("DROP TRIGGER fall ON godwit.history")
    try store.write { writing in
      try writing.commit(MergeBatch(head: 1))
      try writing.append(history: [entry])
    }
    #expect(try store.read { try $0.history(from: 0, limit: 9) } == [entry])
  }

  @Test func recordsThatAreNoRecords_areDamage() throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 52)
    let row = sample.inserted(RowKey(table: 2, row: 1), at: 1)
    try store.commit(hub.batch([row]))
    #expect(try store.integrityFaults() == [])
    try database.query("UPDATE godwit.rows SET record = '\\xff'")
    #expect(throws: HubStoreError.self) { try store.rows(row.key) }
    let faults = try store.integrityFaults()
    #expect(faults.contains { $0.hasPrefix("row 1 of table 2") })
  }
}
