import ChangeModel
import GRDB
import Hub
import HubServer
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

@testable import SQLiteStore

/// The audit log: what it tells, and that nobody changes it unseen.
@Suite struct AuditTests {
  private func entries(_ hub: TestHub, _ query: AuditQuery = AuditQuery()) throws -> [AuditLine] {
    try report(hub, query).entries
  }

  private func report(_ hub: TestHub, _ query: AuditQuery) throws -> AuditReport {
    guard case .audit(let report) = try hub.service.perform(.audit(query)) else {
      throw OfficeFault("no report")
    }
    return report
  }

  private func faults(_ hub: TestHub) throws -> [String] {
    guard case .verified(let report) = try hub.service.perform(.verify) else { return ["no report"] }
    return report.faults
  }

  private func item(_ id: UInt64, name: String = "x") -> RowChange {
    Trial.insertItem(.trial(id), ["name": .set(.text(name))])
  }

  @Test func everythingThatHappensHasItsEntry() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    try ann.push(hub, [item(1)])
    let refused = try ann.push(hub, [RowChange(table: TrialSchema.items, row: .number(999), kind: .delete)])
    #expect(refused.results.last?.rejection != nil)
    _ = try hub.service.perform(.assignRep(rep: "Ann", territories: ["North", "South"]))
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    _ = try hub.service.perform(.revokeDevice(device: ann.number))
    let told = try entries(hub).map { ([$0.kind, $0.rep] + $0.rows + [$0.detail]).joined(separator: " ") }
    #expect(
      told == [
        "accepted office territories 1 ", "accepted office territories 1 ", "assigned Ann rep territories 1",
        "accepted office reps 1 ", "assigned Ben rep territories 2", "accepted office reps 1 ", "invited Ann ",
        "enrolled Ann ", "accepted Ann items 1 ", "refused Ann missingRow items", "assigned Ann rep territories 1 2",
        "revoked Ann ",
      ])
    #expect(try faults(hub).isEmpty)
    #expect(try entries(hub, AuditQuery(rep: "Ann", kind: "accepted")).map(\.rows) == [["items 1"]])
    #expect(try entries(hub, AuditQuery(device: ann.number, limit: 2)).map(\.kind) == ["refused", "revoked"])
    #expect(throws: OfficeFault.self) { try report(hub, AuditQuery(kind: "acepted")) }
  }

  @Test func aRepeatedChangeSetIsToldOnce_andOneThatFailsNotAtAll() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    let request = ann.request([ann.seal([item(1)])])
    _ = try hub.service.sync(request, device: ann.number)
    _ = try hub.service.sync(request, device: ann.number)
    #expect(try entries(hub, AuditQuery(device: ann.number, kind: "accepted")).count == 1)
    struct Cut: Error {}
    #expect(throws: Cut.self) {
      try hub.store.write { store in
        try store.append(audit: [AuditEntry(number: (try store.lastAudit()?.number ?? 0) + 1, at: 0, kind: .command)])
        throw Cut()
      }
    }
    #expect(try faults(hub).isEmpty)
  }

  @Test func whoSeesARow_andWhatBecameOfIt_isFoundByTheRow() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    _ = try hub.device(of: "Ben")
    try ann.pull(hub)
    try ann.push(hub, [item(1), item(2)])
    try ann.push(hub, [item(3)])
    _ = try hub.service.perform(.noteReading(what: "subject data", subject: RowID.trial(1).description))
    _ = try hub.service.perform(.noteReading(what: "subject data", subject: RowID.trial(2).description))
    let found = try report(hub, AuditQuery(subject: SubjectRef(table: "items", id: RowID.trial(1).description)))
    #expect(found.entries.map(\.kind) == ["accepted", "read"])
    #expect(found.holders?.map(\.rep) == ["Ann"])
  }

  @Test func requestsThatWereTurnedAway_areSummedUpInOneEntry() throws {
    let hub = try TestHub()
    for device in 1...20 as ClosedRange<DeviceNumber> { hub.service.noteRefusal(.unauthenticated, device: device) }
    hub.service.noteRefusal(.badCode)
    try hub.service.saveNotes()
    try hub.service.saveNotes()
    #expect(
      try entries(hub, AuditQuery(kind: "authentication")).map(\.detail) == [
        "badCode 1, unauthenticated 20; devices 1, 2, 3, 4, 5, 6, 7, 8, others"
      ])
  }

  @Test func refusalsThatCouldNotBeWritten_areToldWithTheNext() throws {
    let hub = try TestHub()
    for device in 1...7 as ClosedRange<DeviceNumber> { hub.service.noteRefusal(.unauthenticated, device: device) }
    try hub.tamper("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
    #expect(throws: ErrorReply.self) { try hub.service.saveNotes() }
    for device in 6...9 as ClosedRange<DeviceNumber> { hub.service.noteRefusal(.stale, device: device) }
    #expect(throws: ErrorReply.self) { try hub.service.saveNotes() }
    try hub.tamper("DROP TRIGGER full")
    try hub.service.saveNotes()
    #expect(
      try entries(hub, AuditQuery(kind: "authentication")).map(\.detail) == [
        "stale 4, unauthenticated 7; devices 1, 2, 3, 4, 5, 6, 7, 8, others"
      ])
  }

  @Test(arguments: [
    ("UPDATE audit SET detail = 'nothing' WHERE number = 4", "entry 4 of the audit log is not as it was written"),
    ("UPDATE audit SET device = 1 WHERE number = 8", "entry 8 of the audit log is not as it was written"),
    ("UPDATE audit SET hash = zeroblob(32) WHERE number = 5", "entry 5 of the audit log is not as it was written"),
    ("DELETE FROM audit WHERE number = 3", "the audit log lacks entry 3: after entry 2 comes entry 4"),
    ("DELETE FROM audit WHERE number = 1", "the audit log lacks entry 1: after entry 0 comes entry 2"),
    ("DELETE FROM audit WHERE number > 8", "the audit log does not tell of the change sets from position 5 to 5"),
    (
      "UPDATE history SET rep = 2, raw_bytes = 0, change_set = x'00' WHERE position = 5",
      "the change set at position 5 is not the one of entry 9 of the audit log"
    ),
  ])
  func whatIsDoneToItByHandIsTold(sql: String, fault: String) throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    try ann.push(hub, [item(1)])
    #expect(try faults(hub).isEmpty)
    try hub.tamper("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; " + sql)
    let told = try faults(hub)
    #expect(told.contains { $0.hasPrefix(fault) }, "\(told)")
  }

  @Test func theTriggersStopAnHonestMistake() throws {
    let hub = try TestHub()
    #expect(throws: (any Error).self) { try hub.tamper("UPDATE audit SET detail = ''") }
    #expect(throws: (any Error).self) { try hub.tamper("DELETE FROM audit") }
    #expect(try faults(hub).isEmpty)
  }
}

extension TestHub {
  /// What somebody does to the store who has its file.
  fileprivate func tamper(_ sql: String) throws {
    let store = try #require(store as? SQLiteHubStore)
    try store.database.writeWithoutTransaction { try $0.execute(sql: sql) }
  }
}
