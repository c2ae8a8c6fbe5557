import ChangeModel
import Hub
import HubServer
import HubStore
import SyncProtocol
import TestSupport
import Testing

/// What users of each role hold, and how a user gets another one.
@Suite struct RoleTests {
  private func scopes(_ hub: TestHub, _ name: String) throws -> [Scope] {
    var device = try hub.device(of: name)
    return try device.pull(hub).last?.scopes ?? []
  }

  @Test func anAuditorHoldsEverything_anAdministratorTheOrgAlone() throws {
    let hub = try TestHub()
    _ = try hub.service.perform(.addRep(name: "Aud", territories: [], role: .auditor))
    _ = try hub.service.perform(.addRep(name: "Adm", territories: ["North"], role: .administrator))
    _ = try hub.service.perform(.addRep(name: "Off", territories: [], role: .office))
    #expect(
      try scopes(hub, "Aud")
        == [.org, .territory(1), .rep(1), .territory(2), .rep(2), .rep(3), .rep(4), .rep(5)].sorted())
    #expect(try scopes(hub, "Adm") == [.org, .rep(4)])
    #expect(try scopes(hub, "Off") == [.org, .territory(1), .territory(2), .rep(5)].sorted())
    #expect(try scopes(hub, "Ann") == [.org, .territory(1), .rep(1)].sorted())
  }

  @Test func anAuditorsChangeIsRefused_andTold() throws {
    let hub = try TestHub()
    _ = try hub.service.perform(.addRep(name: "Aud", territories: [], role: .auditor))
    var device = try hub.device(of: "Aud")
    try device.pull(hub)
    let reply = try device.push(hub, [Trial.insertItem(.trial(1))])
    #expect(reply.role == .auditor)
    #expect(
      reply.results.last?.rejection?.message == "an auditor reads and writes nothing; ask the office to change it")
    #expect(try hub.items().isEmpty)
  }

  @Test func aUserGetsAnotherRole_withTheNextSync() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    guard case .reps(let entries) = try hub.service.perform(.setRole(rep: "Ann", role: .auditor)) else { return }
    #expect(entries.map(\.role) == [.auditor])
    let reply = try #require(try ann.pull(hub).last)
    #expect(reply.role == .auditor)
    #expect(reply.scopes.contains(.territory(2)))
    guard case .reps(let back) = try hub.service.perform(.setRole(rep: "Ann", role: .rep)) else { return }
    #expect(back.map(\.territories) == [["North"]])
    _ = try hub.service.perform(.addRep(name: "Aud", territories: [], role: .auditor))
    #expect(throws: OfficeFault.self) { try hub.service.perform(.setRole(rep: "Aud", role: .manager)) }
    #expect(throws: OfficeFault.self) { try hub.service.perform(.setRole(rep: "Nobody", role: .office)) }
  }
}
