import ChangeModel
import Foundation
import GRDB
import HubStore
import MergeEngine
import PostgresStore
import SQLiteStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub

/// A store that is copied from one kind to the other and back is the same store.
@Suite struct StoreCopyTests {
  /// A hub with work of two devices: rows that moved, went, came back and lost; refused change sets; properties; a
  /// shut-out device and an open invitation.
  private func hub() throws -> TestHub {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var ben = try hub.device(of: "Ben")
    try ann.pull(hub)
    try ben.pull(hub)
    for number in 1...40 as ClosedRange<UInt64> {
      try ann.push(hub, [Trial.insertItem(.trial(number), ["code": .set(.text("c\(number % 30)"))])])
      hub.clock.now += 1_000
    }
    for number in stride(from: 1, through: 40, by: 3) {
      try ann.push(hub, [Trial.update(.trial(UInt64(number)), ["name": .set(.text("n")), "hits": .add(2)])])
    }
    try ann.push(hub, [Trial.delete(.trial(5)), Trial.delete(.trial(6))])
    try ben.push(hub, [Trial.insert(TrialSchema.parts, .trial(900), ["name": .set(.text("lost"))])])
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["North", "South"]))
    try ann.push(hub, [Trial.update(.trial(7), ["territory_id": .set(.reference(RowReference(row: 2)))])])
    _ = try hub.service.perform(.revokeDevice(device: ben.number))
    _ = try hub.code(for: "Ben")
    try hub.store.write { store in
      try store.save(properties: [StoreProperty(key: "erp.token", value: [1, 0, 255], at: 9)])
    }
    return hub
  }

  private func database() throws -> (PrivateDatabase, PostgresAddress) {
    let database = try PrivateDatabase()
    return (database, try #require(PostgresAddress(database.addressText)))
  }

  private var predecessor: PostgresHubStore.Predecessor {
    .init(id: RowID(high: 1, low: 2), remark: "before", yieldsInUse: false, now: 0)
  }

  @Test func fromSQLiteToPostgresAndBack_everythingIsEqual() throws {
    let hub = try hub()
    let (database, address) = try database()
    defer { withExtendedLifetime(database) {} }
    let org = try hub.store.read { try $0.org() }
    let there = try hub.store.read { source in
      try PostgresHubStore.make(at: address, org: org, inPlaceOf: predecessor) { new in
        try StoreCopy(from: source) { try $0(new) }.run()
      }
    }
    #expect(there.rows > 30 && there.departures > 0 && there.results > 0, "\(there)")
    #expect(there.auditEntries > there.changeSets)
    let postgres = try PostgresHubStore.open(at: address, org: org.id)
    let back = try SQLiteHubStore.inMemory(org: org)
    let again = try postgres.read { source in try StoreCopy(from: source) { try back.write($0) }.run() }
    #expect(there == again)
    for store in [postgres, back] as [any HubStore] {
      #expect(try VerifyReport(of: store) == VerifyReport(of: hub.store))
      try hub.store.read { one in try store.read { try StoreCopy(from: one) { _ in }.check($0) } }
      #expect(try store.write { try $0.nextDeviceNumber() } == 4)
    }
  }

  @Test func deviceGoesOnWithTheCopy_asWithTheOriginal() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.push(hub, [Trial.insertItem(.trial(1), ["code": .set(.text("c"))])])
    let waiting = ann.seal([Trial.update(.trial(1), ["hits": .add(1)])])
    let copy = try SQLiteHubStore.inMemory(org: try hub.store.read { try $0.org() })
    _ = try hub.store.read { source in try StoreCopy(from: source) { try copy.write($0) }.run() }
    let service = try HubService(
      store: copy, rules: NoBusinessRules(), environment: hub.clock.environment, logger: .silent)
    for _ in 1...2 {
      let reply = try service.sync(ann.request([waiting]), device: ann.number)
      #expect(reply.results.last?.rejection == nil)
      ann.ticket = reply.ticket
    }
    var rows = [RowState]()
    try copy.read { try $0.forEachRow(table: TrialSchema.items) { rows.append($0) } }
    #expect(rows.first?.values[TrialSchema.item("hits")] == .integer(1))
    #expect(try VerifyReport(of: copy).ok)
  }

  @Test(arguments: [
    "UPDATE digests SET low = low + 1", "DELETE FROM unique_values",
    "UPDATE history SET rep = 5 WHERE position = 3", "UPDATE results SET payload = zeroblob(16) WHERE sequence = 1",
    "DELETE FROM departures", "DELETE FROM invitations", "UPDATE devices SET ticket = 0",
    "DELETE FROM user_territories", "UPDATE properties SET value = x'00'", "UPDATE log SET head = head + 1",
    "UPDATE last_rows SET row = row + 1", "UPDATE rows SET changed = changed - 1 WHERE changed > 1",
    "DROP TRIGGER audit_is_not_changed; UPDATE audit SET detail = 'x' WHERE number = 2",
  ])
  func whateverDiffers_isFound(damage: String) throws {
    let hub = try hub()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-copy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("copy.sqlite").path
    let org = try hub.store.read { try $0.org() }
    _ = try hub.store.read { source in
      try SQLiteHubStore.make(file, org: org) { copy in try StoreCopy(from: source) { try copy.write($0) }.run() }
    }
    let connection = try DatabaseQueue(path: file)
    try connection.writeWithoutTransaction { try $0.execute(sql: damage) }
    try connection.close()
    let copy = try SQLiteHubStore.open(at: file)
    #expect(throws: OfficeFault.self) {
      try hub.store.read { one in try copy.read { try StoreCopy(from: one) { _ in }.check($0) } }
    }
  }
}
