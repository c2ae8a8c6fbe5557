import ChangeModel
import Hub
import HubServer
import HubStore
import SyncProtocol
import TestSupport
import Testing

@Suite struct EnrolmentTests {
  private func request(_ code: String, _ key: TestDeviceKey) -> EnrolRequest {
    EnrolRequest(code: code, publicKey: key.publicKey, deviceName: "laptop")
  }

  @Test func codeAsAPersonTypesIt_isTheSameCode() throws {
    let code = try #require(EnrolmentCode(bytes: (0..<20).map { UInt8($0 * 13 & 0xFF) }))
    let text = code.description
    #expect(text.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4, 4, 4, 4])
    #expect(EnrolmentCode(text) == code)
    #expect(EnrolmentCode(text.lowercased().replacing("-", with: " ").replacing("0", with: "o")) == code)
    #expect(EnrolmentCode(text.replacing("1", with: "l")) == code)
    #expect(EnrolmentCode(String(text.dropLast())) == nil)
    #expect(EnrolmentCode(text + "0") == nil)
    #expect(EnrolmentCode("U" + text.dropFirst()) == nil)
    #expect(EnrolmentCode("") == nil)
  }

  @Test func replyLost_sameKeyAsksAgain_sameAnswer() throws {
    let hub = try TestHub()
    let code = try hub.code(for: "Ann")
    let key = TestDeviceKey(hub.clock)
    let first = try hub.service.enrol(request(code, key))
    let second = try hub.service.enrol(request(code, key))
    #expect(first == second)
    #expect(first.orgName == "Trial & Co")
    #expect(first.repName == "Ann")
    #expect(first.scopes == [.org, .rep(1), .territory(1)].sorted())
    #expect(first.device > officeDevice)
  }

  @Test func twoDevicesRaceForOneCode_oneWins() throws {
    let hub = try TestHub()
    let code = try hub.code(for: "Ann")
    _ = try hub.service.enrol(request(code, TestDeviceKey(hub.clock)))
    let loser = TestHub.error { try hub.service.enrol(request(code, TestDeviceKey(hub.clock))) }
    #expect(loser?.code == .badCode)
  }

  @Test func unknownUsedAndExpiredCodes_sameAnswer() throws {
    let hub = try TestHub()
    let used = try hub.code(for: "Ann")
    _ = try hub.service.enrol(request(used, TestDeviceKey(hub.clock)))
    let expired = try hub.code(for: "Ann")
    hub.clock.now += 8 * 86_400_000
    let unknown = try #require(EnrolmentCode(bytes: [UInt8](repeating: 9, count: 20))).description
    let errors = [used, expired, unknown, "nonsense", ""].map { code in
      TestHub.error { try hub.service.enrol(request(code, TestDeviceKey(hub.clock))) }
    }
    #expect(errors.allSatisfy { $0 == errors[0] && $0?.code == .badCode })
  }

  @Test func keyThatIsNone_orEndlessName_isMalformed() throws {
    let hub = try TestHub()
    let code = try hub.code(for: "Ann")
    let short = EnrolRequest(code: code, publicKey: [1, 2, 3], deviceName: "x")
    #expect(TestHub.error { try hub.service.enrol(short) }?.code == .malformed)
    let long = EnrolRequest(
      code: code, publicKey: TestDeviceKey(hub.clock).publicKey, deviceName: String(repeating: "x", count: 1_000))
    #expect(TestHub.error { try hub.service.enrol(long) }?.code == .malformed)
  }

  @Test func deviceNameWithControlCharacters_losesThem() throws {
    let hub = try TestHub()
    let code = try hub.code(for: "Ann")
    let key = TestDeviceKey(hub.clock)
    _ = try hub.service.enrol(
      EnrolRequest(code: code, publicKey: key.publicKey, deviceName: "lap\u{1B}[2J\ntop"))
    guard case .devices(let devices) = try hub.service.perform(.listDevices) else { return }
    #expect(devices.map(\.name) == ["lap[2Jtop"])
  }

  @Test func revokedDevice_isShutOutAndItsCodeIsSpent() throws {
    let hub = try TestHub()
    let code = try hub.code(for: "Ann")
    let key = TestDeviceKey(hub.clock)
    let device = TestDevice(try hub.service.enrol(request(code, key)), key: key, now: hub.clock.now)
    _ = try hub.service.perform(.revokeDevice(device: device.number))
    #expect(try hub.service.sync(device.request(), device: device.number).isRevoked)
    #expect(TestHub.error { try hub.service.digests(device: device.number) }?.code == .revoked)
    #expect(TestHub.error { try hub.service.enrol(request(code, key)) }?.code == .badCode)
    #expect(try hub.items().isEmpty)
  }

  @Test func officeDevice_isNobodysToUse() throws {
    let hub = try TestHub()
    var office = try hub.device(of: "Ann")
    let request = office.request([office.seal([Trial.insertItem(.trial(1))])])
    #expect(TestHub.error { try hub.service.sync(request, device: officeDevice) }?.code == .unauthenticated)
  }
}
