import ChangeModel
import HubStore
import TestSupport
import Testing

@testable import PostgresStore

/// Orgs that come into a database from elsewhere, and those that give way to them.
@Suite struct ArrivingOrgTests {
  private struct Refused: Error {}

  private let database: PrivateDatabase
  private let address: PostgresAddress

  init() throws {
    database = try PrivateDatabase()
    address = try database.address
  }

  private func predecessor(_ id: UInt64, yieldsInUse: Bool = false) -> PostgresHubStore.Predecessor {
    .init(id: .trial(id), remark: "before \(id)", yieldsInUse: yieldsInUse, now: 7)
  }

  private func arrive(_ move: String, aside id: UInt64) throws {
    try PostgresHubStore.make(at: address, org: .trial, inPlaceOf: predecessor(id)) { store in
      try store.save(user: UserRecord(rep: Int64(id), role: .rep, territories: [1]))
      try store.save(standing: .arriving(move: move), at: 7)
    }
  }

  @Test func halfAnOrg_isNeverThere() throws {
    #expect(throws: Refused.self) {
      try PostgresHubStore.make(at: address, org: .trial, inPlaceOf: predecessor(50)) { store in
        try store.save(user: UserRecord(rep: 1, role: .rep, territories: []))
        throw Refused()
      }
    }
    #expect(try PostgresHubStore.standing(of: OrgRecord.trial.id, at: address) == nil)
    #expect(try database.query("SELECT count(*) FROM godwit.users") == "0")
  }

  @Test func anArrivingOrg_isNotServed_untilItsOwnMoveSaysSo() throws {
    try arrive("m1", aside: 50)
    let store = try PostgresHubStore.open(at: address, org: OrgRecord.trial.id)
    #expect(throws: HubStoreError.arriving) { try store.read { try $0.head() } }
    #expect(throws: HubStoreError.arriving) { try store.write { try $0.nextDeviceNumber() } }
    #expect(try PostgresHubStore.orgs(at: address).isEmpty)
    #expect(throws: HubStoreError.self) {
      try PostgresHubStore.use(OrgRecord.trial.id, arrivedBy: "m2", at: address)
    }
    for _ in 1...2 { try PostgresHubStore.use(OrgRecord.trial.id, arrivedBy: "m1", at: address) }
    #expect(try store.read { try $0.users().map(\.rep) } == [50])
    #expect(try PostgresHubStore.standing(of: OrgRecord.trial.id, at: address) == .present(move: "m1"))
    #expect(try PostgresHubStore.orgs(at: address).map(\.id) == [OrgRecord.trial.id])
  }

  @Test func anOrgThatIsLeft_isRefusedByAServerThatHasItOpen() throws {
    let store = try PostgresHubStore.create(at: address, org: .trial)
    #expect(try store.write { try $0.nextDeviceNumber() } == 2)
    let mover = try PostgresHubStore.open(at: address, org: OrgRecord.trial.id)
    try mover.write { try $0.save(standing: .left(move: "m1", place: "there"), at: 7) }
    #expect(throws: HubStoreError.moved(to: "there")) { try store.write { try $0.nextDeviceNumber() } }
    #expect(throws: HubStoreError.moved(to: "there")) { try store.read { try $0.head() } }
  }

  @Test func whatMovedAwayOrNeverArrived_givesWay_andIsKept() throws {
    try arrive("m1", aside: 50)
    try arrive("m2", aside: 51)
    try PostgresHubStore.use(OrgRecord.trial.id, arrivedBy: "m2", at: address)
    #expect(throws: HubStoreError.exists(path: address.shown)) { try arrive("m3", aside: 52) }
    let store = try PostgresHubStore.open(at: address, org: OrgRecord.trial.id)
    #expect(try store.read { try $0.users().map(\.rep) } == [51])
    #expect(try PostgresHubStore.standing(of: .trial(51), at: address)?.move == "m1")
    #expect(try database.query("SELECT string_agg(rep::text, ' ' ORDER BY rep) FROM godwit.users") == "50 51")
  }

  @Test func anOrgInUse_givesWayToABackup_andItsServersNotice() throws {
    let store = try PostgresHubStore.create(at: address, org: .trial)
    try store.write { try $0.save(user: UserRecord(rep: 3, role: .rep, territories: [])) }
    try PostgresHubStore.make(at: address, org: .trial, inPlaceOf: predecessor(50, yieldsInUse: true)) { store in
      try store.save(user: UserRecord(rep: 4, role: .rep, territories: []))
    }
    guard case .moved? = #expect(throws: HubStoreError.self, performing: { try store.read { try $0.head() } }) else {
      Issue.record("it is still served")
      return
    }
    let fresh = try PostgresHubStore.open(at: address, org: OrgRecord.trial.id)
    #expect(try fresh.read { try $0.users().map(\.rep) } == [4])
    #expect(try database.query("SELECT name FROM godwit.orgs ORDER BY org LIMIT 1") == "Kühn & Söhne (before 50)")
  }
}
