import ChangeModel
import HubStore
import Testing

/// The audit log of a store: appended to, and nothing else.
@Suite struct AuditContractTests {
  private func entry(_ number: Int64) -> AuditEntry {
    AuditEntry(
      number: number, at: 1_000 + number, kind: number % 2 == 0 ? .accepted : AuditKind(rawValue: "später"), device: 7,
      rep: 3, sequence: number, position: number * 2, payload: [UInt8](repeating: 5, count: 32),
      subject: number % 3 == 0 ? .trial(9) : nil, detail: "office Köln \(number)",
      hash: [UInt8(truncatingIfNeeded: number)])
  }

  @Test(arguments: StoreKind.allCases)
  func entries_comeBackAsAppended_inPages(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(try test.store.read { try $0.lastAudit() } == nil)
    try test.store.write { try $0.append(audit: [entry(1), entry(2), entry(3)]) }
    try test.store.write { writing in
      try writing.append(audit: [])
      try writing.append(audit: [entry(4)])
      try #expect(writing.lastAudit() == entry(4))
    }
    #expect(try test.store.read { try $0.audit(from: 0, limit: 99) } == (1...4).map(entry))
    #expect(try test.store.read { try $0.audit(from: 2, limit: 2) } == [entry(2), entry(3)])
    #expect(try test.store.read { try $0.audit(from: 5, limit: 2) }.isEmpty)
    #expect(try test.store.read { try $0.lastAudit() } == entry(4))
  }

  @Test(arguments: StoreKind.allCases)
  func numbersGoOnWithoutAGap(kind: StoreKind) throws {
    let test = try kind.make()
    for wrong in [[entry(2)], [entry(0)], [entry(1), entry(3)], [entry(1), entry(1)]] {
      #expect(throws: HubStoreError.self) { try test.store.write { try $0.append(audit: wrong) } }
    }
    try test.store.write { try $0.append(audit: [entry(1)]) }
    #expect(throws: HubStoreError.self) { try test.store.write { try $0.append(audit: [entry(1)]) } }
    #expect(try test.store.read { try $0.audit(from: 0, limit: 9) } == [entry(1)])
  }
}
