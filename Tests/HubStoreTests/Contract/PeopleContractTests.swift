import ChangeModel
import HubStore
import Testing

/// Devices, users and invitations.
@Suite struct PeopleContractTests {
  private func device(_ number: DeviceNumber) -> DeviceRecord {
    DeviceRecord(
      number: number, rep: 7, name: "Büro \(number)", publicKey: [UInt8](repeating: UInt8(number), count: 32),
      enrolledAt: 1_000, revokedAt: number == 3 ? 2_000 : nil, lastSeenAt: number == 2 ? nil : 3_000,
      lastSequence: 9, lastStamp: Stamp(milliseconds: 5, counter: 6), ticket: .max, previousTicket: .max - 1, base: 8)
  }

  @Test(arguments: StoreKind.allCases)
  func devices_comeBackAsSaved_ascending(kind: StoreKind) throws {
    let test = try kind.make()
    try test.store.write { writing in
      for number in [3, 1, 2] as [DeviceNumber] { try writing.save(device: device(number)) }
    }
    #expect(try test.store.read { try $0.devices() } == [device(1), device(2), device(3)])
    #expect(try test.store.read { try $0.device(2) } == device(2))
    #expect(try test.store.read { try $0.device(4) } == nil)

    var changed = device(2)
    changed.revokedAt = 77
    changed.lastSequence = 10
    changed.name = ""
    try test.store.write { try $0.save(device: changed) }
    #expect(try test.store.read { try $0.device(2) } == changed)
    #expect(try test.store.read { try $0.devices().count } == 3)
  }

  @Test(arguments: StoreKind.allCases)
  func deviceNumbers_areNeverGivenTwice_andStandAboveTheOffices(kind: StoreKind) throws {
    struct Changed: Error {}
    let test = try kind.make()
    #expect(try test.store.write { try $0.nextDeviceNumber() } == 2)
    #expect(try test.store.write { [try $0.nextDeviceNumber(), try $0.nextDeviceNumber()] } == [3, 4])
    #expect(throws: Changed.self) {
      try test.store.write { writing in
        try #expect(writing.nextDeviceNumber() == 5)
        throw Changed()
      }
    }
    #expect(try test.store.write { try $0.nextDeviceNumber() } == 5)
    try test.store.write { try $0.save(device: device(20)) }
    #expect(try test.store.write { try $0.nextDeviceNumber() } == 21)
  }

  @Test(arguments: StoreKind.allCases)
  func users_comeBackWithTheirPresentTerritories(kind: StoreKind) throws {
    let test = try kind.make()
    let ann = UserRecord(rep: 2, role: .rep, territories: [5, 3, 4])
    let ben = UserRecord(rep: 1, role: .manager, territories: [])
    try test.store.write { writing in
      try writing.save(user: ann)
      try writing.save(user: ben)
    }
    #expect(try test.store.read { try $0.users() } == [ben, ann])
    let moved = UserRecord(rep: 2, role: .office, territories: [9])
    try test.store.write { try $0.save(user: moved) }
    #expect(try test.store.read { try $0.user(2) } == moved)
    #expect(try test.store.read { try $0.user(1) } == ben)
    #expect(try test.store.read { try $0.user(3) } == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func invitation_isFoundByItsHash_usedOrNot(kind: StoreKind) throws {
    let test = try kind.make()
    let hash = [UInt8](0..<32)
    let open = Invitation(codeHash: hash, rep: 4, expiresAt: 99)
    try test.store.write { try $0.save(invitation: open) }
    #expect(try test.store.read { try $0.invitation(codeHash: hash) } == open)
    #expect(try test.store.read { try $0.invitation(codeHash: hash.reversed()) } == nil)
    #expect(try test.store.read { try $0.invitation(codeHash: []) } == nil)
    let used = Invitation(codeHash: hash, rep: 4, expiresAt: 99, usedBy: 12)
    try test.store.write { try $0.save(invitation: used) }
    #expect(try test.store.read { try $0.invitation(codeHash: hash) } == used)
  }
}
