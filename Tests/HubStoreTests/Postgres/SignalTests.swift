import ChangeModel
import Dispatch
import HubStore
import Synchronization
import TestSupport
import Testing

@testable import PostgresStore

/// What servers tell each other beside the transactions.
@Suite struct SignalTests {
  private static let signals: [StoreSignal] = [
    .changed(head: 7, scopes: [.org, .territory(3), .rep(9)]), .changed(head: 8, scopes: nil),
    .ended(devices: [4, 5]),
  ]

  @Test func signals_comeBackFromTheirText_butNotToTheirSender() {
    for signal in Self.signals {
      let text = SignalText.encode(signal, from: 1)
      #expect(SignalText.decode(text, notFrom: 2) == signal)
      #expect(SignalText.decode(text, notFrom: 1) == nil)
    }
    let many = Set((1...5_000 as ClosedRange<Int64>).map(Scope.territory))
    let text = SignalText.encode(.changed(head: 9, scopes: many), from: 1)
    #expect(text.utf8.count < 8_000)
    #expect(SignalText.decode(text, notFrom: 2) == .changed(head: 9, scopes: nil))
    for text in ["", "x", "1 c", "1 c 2", "1 c x *", "1 d 2 3", "-1 c 2 *", "1 c 2 * 4"] {
      #expect(SignalText.decode(text, notFrom: 2) == nil, "\(text)")
    }
  }

  @Test func whatOneServerAnnounces_theOthersHear_alsoAfterTheirConnectionsEnded() throws {
    let database = try PrivateDatabase()
    let first = try PostgresHubStore.create(at: try database.address, org: .trial)
    let second = try PostgresHubStore.open(at: try database.address, org: OrgRecord.trial.id)
    defer { second.close() }
    let heard = Mutex<Set<StoreSignal>>([])
    let news = DispatchSemaphore(value: 0)
    try #require(second.signals).listen { signal in
      heard.withLock { _ = $0.insert(signal) }
      news.signal()
    }
    func expect(_ signal: StoreSignal, after action: () throws -> Void) rethrows {
      try action()
      while !heard.withLock({ $0.contains(signal) }) {
        guard news.wait(timeout: .now() + 20) == .success else {
          Issue.record("never heard: \(signal)")
          return
        }
      }
    }
    // Whoever begins to listen is told where things stand.
    expect(.changed(head: 0, scopes: nil)) {}
    for signal in Self.signals { expect(signal) { first.signals?.announce(signal) } }
    try expect(.changed(head: 11, scopes: nil)) {
      try first.write { try $0.commit(.init(head: 11)) }
      try database.endConnections()
    }
    let last = StoreSignal.changed(head: 12, scopes: [.org])
    expect(last) { first.signals?.announce(last) }
    first.close()
  }

  @Test func nonce_isGoodOnceAmongAllServers_untilItIsOld() throws {
    let database = try PrivateDatabase()
    let first = try PostgresHubStore.create(at: try database.address, org: .trial)
    let second = try PostgresHubStore.open(at: try database.address, org: OrgRecord.trial.id)
    let nonces = try [first, second].map { try #require($0.nonces) }
    #expect(try nonces[0].admit(nonce: "a", of: 2, time: 100_000, oldest: 0))
    #expect(try !nonces[1].admit(nonce: "a", of: 2, time: 100_000, oldest: 0))
    #expect(try nonces[1].admit(nonce: "a", of: 3, time: 100_000, oldest: 0))
    #expect(try nonces[1].admit(nonce: "b", of: 2, time: 100_000, oldest: 200_000))
    #expect(try database.query("SELECT count(*) FROM godwit.nonces") == "0")
  }
}
