import ChangeModel
import Foundation
import HubStore
import MergeEngine
import TestSupport
import Testing

@testable import PostgresStore

/// Making, finding and refusing stores in a database.
@Suite struct PostgresOpeningTests {
  private let database: PrivateDatabase
  private let address: PostgresAddress

  init() throws {
    database = try PrivateDatabase()
    address = try database.address
  }

  /// The error that a call gives.
  private func error<Value>(_ body: () throws -> Value) -> HubStoreError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? HubStoreError
    }
  }

  private func org(_ number: UInt64) -> OrgRecord {
    OrgRecord(id: .trial(number), name: "Org \(number)", epoch: number, schema: TrialSchema.schema)
  }

  @Test func severalOrgsInOneDatabase_doNotSeeEachOther() throws {
    let first = try PostgresHubStore.create(at: address, org: org(1))
    let second = try PostgresHubStore.create(at: address, org: org(2))
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 51)
    try first.commit(hub.batch((1...5).map { sample.inserted(RowKey(table: 2, row: $0), at: 1) }))
    try first.write { try $0.save(user: UserRecord(rep: 1, role: .rep, territories: [1])) }
    try second.read { reading in
      try #expect(reading.head() == 0)
      try #expect(reading.lastRows().isEmpty)
      try #expect(reading.users().isEmpty)
      try #expect(reading.changes(in: .territory(1), after: .start, limit: 9, bytes: .max).isEmpty)
      try #expect(reading.digests(of: [.territory(1)]).isEmpty)
    }
    // The same rows under the same numbers and IDs, once more.
    var again = ReferenceHub()
    sample = SampleRows(seed: 51)
    try second.commit(again.batch((1...5).map { sample.inserted(RowKey(table: 2, row: $0), at: 1) }))
    for store in [first, second] { #expect(try store.integrityFaults() == []) }
    #expect(try PostgresHubStore.open(at: address, org: .trial(2)).read { try $0.org() } == org(2))
  }

  @Test func whatIsNotThere_isSaid_andNothingIsMade() throws {
    guard case .missing = error({ try PostgresHubStore.open(at: address, org: .trial(1)) }) else {
      Issue.record("an org was found in an empty database")
      return
    }
    #expect(try database.query("SELECT to_regnamespace('godwit') IS NULL") == "t")
    _ = try PostgresHubStore.create(at: address, org: org(1))
    guard case .exists = error({ try PostgresHubStore.create(at: address, org: org(1)) }) else {
      Issue.record("an org was made twice")
      return
    }
    guard case .missing = error({ try PostgresHubStore.open(at: address, org: .trial(2)) }) else {
      Issue.record("an org was found that was never made")
      return
    }
  }

  @Test func tablesOfANewerVersion_areRefused() throws {
    _ = try PostgresHubStore.create(at: address, org: org(1))
    try database.query("UPDATE godwit.format SET version = 99")
    #expect(
      error { try PostgresHubStore.open(at: address, org: .trial(1)) }
        == .newer(path: address.shown, format: 99))
  }

  @Test func tablesOfTheFirstFormat_areBroughtForward_andKeepTheirOrgs() throws {
    try PostgresHubStore.create(at: address, org: org(1)).close()
    try database.query(
      """
      DROP INDEX godwit.rows_deleted; DROP TABLE godwit.dead_rows; ALTER TABLE godwit.orgs DROP COLUMN horizon;
      UPDATE godwit.format SET version = 1
      """)
    let store = try PostgresHubStore.open(at: address, org: .trial(1))
    #expect(try store.read { try $0.org() } == org(1))
    #expect(try store.read { try $0.garbage(through: 7) } == GarbageCount(tombstones: 0, departures: 0, dead: 0))
    #expect(try database.query("SELECT version FROM godwit.format") == "2")
  }

  @Test func databaseThatAcknowledgesBeforeItIsSafe_isRefused() throws {
    _ = try PostgresHubStore.create(at: address, org: org(1))
    try database.query("ALTER DATABASE \(database.name) SET synchronous_commit = off")
    guard case .unfit(let what) = error({ try PostgresHubStore.open(at: address, org: .trial(1)) }) else {
      Issue.record("a database was taken that loses acknowledged commits")
      return
    }
    #expect(what.contains("synchronous_commit"))
  }

  @Test func roleThatOwnsNothing_servesTheOrg_butIsToldThatItCannotScrub() throws {
    let owner = try PostgresHubStore.create(at: address, org: org(1))
    let role = "server_of_\(database.name)"
    try database.query(
      """
      CREATE ROLE \(role) LOGIN;
      GRANT USAGE ON SCHEMA godwit TO \(role);
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA godwit TO \(role);
      """)
    let text = database.addressText.replacingOccurrences(of: "user=godwit", with: "user=\(role)")
    let store = try PostgresHubStore.open(at: try #require(PostgresAddress(text)), org: .trial(1))
    try store.commit(MergeBatch(head: 3))
    guard case .unfit = error({ try store.scrub() }), case .unfit = error({ try store.checkMayScrub() }) else {
      Issue.record("a role that owns nothing was said to have scrubbed the tables")
      return
    }
    try owner.checkMayScrub()
    try owner.scrub()
    #expect(try owner.read { try $0.head() } == 3)
  }

  @Test func addressOfNobody_isSaidToBeUnavailable() throws {
    let nowhere = try #require(PostgresAddress("postgres:///x?host=/nowhere/at/all"))
    guard case .unavailable = error({ try PostgresHubStore.open(at: nowhere, org: .trial(1)) }) else {
      Issue.record("a database was opened where there is none")
      return
    }
  }

  @Test(arguments: [
    ("postgres://ann:secret@db.example:5433/godwit", "postgres://ann@db.example:5433/godwit"),
    ("postgres://ann@db/godwit?sslmode=verify-full", "postgres://ann@db/godwit?sslmode=verify-full"),
    ("postgresql:///godwit?host=/run/pg&password=secret", "postgresql:///godwit?host=/run/pg"),
  ])
  func address_isShownWithoutItsPassword(text: String, shown: String) throws {
    #expect(try #require(PostgresAddress(text)).shown == shown)
    #expect(PostgresAddress("mysql://x") == nil)
  }
}
