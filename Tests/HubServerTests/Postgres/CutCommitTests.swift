import ChangeModel
import HubStore
import PostgresStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub
@testable import HubServer

/// A commit whose answer is lost: the server cannot know whether it is done, and neither guesses nor stops.
@Suite struct CutCommitTests {
  private let database: PrivateDatabase
  private let cutter: CommitCutter
  private let store: PostgresHubStore

  init() throws {
    database = try PrivateDatabase()
    cutter = try CommitCutter(before: database.server)
    let address = try #require(PostgresAddress(cutter.address(of: database.name)))
    store = try PostgresHubStore.create(at: address, org: TestHub.org)
  }

  /// How many pieces of history, results and entries of the audit log there are of a device, asked beside the relay.
  private func traces(of device: TestDevice) throws -> String {
    try database.query(
      """
      SELECT (SELECT count(*) FROM godwit.history WHERE device = \(device.number)) || ' '
        || (SELECT count(*) FROM godwit.results WHERE device = \(device.number)) || ' '
        || (SELECT count(*) FROM godwit.audit WHERE device = \(device.number) AND kind = 'accepted')
      """)
  }

  @Test(arguments: CommitCutter.Cut.allCases)
  func write_whoseCommitIsCut_isNotSaidToBeDoneOrUndone(cut: CommitCutter.Cut) throws {
    try store.write { try $0.save(user: UserRecord(rep: 1, role: .rep, territories: [1])) }
    cutter.cut(cut, times: 1)
    do {
      try store.write { try $0.save(user: UserRecord(rep: 2, role: .rep, territories: [1])) }
      Issue.record("the commit was said to be done")
    } catch HubStoreError.outcomeUnknown {
      #expect(HubStoreError.outcomeUnknown(why: "").isPassing)
    }
    #expect(cutter.cutCount == 1)
    // Only the store can tell, and it does.
    let isDone = cut == .answer
    #expect(try store.read { try $0.users().map(\.rep) } == (isDone ? [1, 2] : [1]))
    try store.write { try $0.save(user: UserRecord(rep: 3, role: .rep, territories: [1])) }
    #expect(try store.read { try $0.users().map(\.rep) } == (isDone ? [1, 2, 3] : [1, 3]))
    cutter.close()
  }

  @Test(arguments: CommitCutter.Cut.allCases)
  func push_whoseCommitIsCut_isAnsweredLater_andRepeatedTakenOnce(cut: CommitCutter.Cut) async throws {
    let http = try HTTPHub(store: store)
    var ann = try http.hub.device(of: "Ann")
    try ann.pull(http.hub)
    try ann.push(http.hub, [Trial.insertItem(.trial(1))])
    let head = try http.hub.service.head()
    let request = ann.request([ann.seal([Trial.update(.trial(1), ["hits": .add(5)])])])
    let device = ann
    let reply = try await http.run(.router) { client in
      cutter.cut(cut, times: 1)
      let later = try await http.post(.syncRequest(request), to: "/v1/sync", by: device, over: client)
      guard case .error(let error) = later.message else {
        Issue.record("a push was acknowledged whose outcome is unknown")
        throw unexpected(later.message)
      }
      #expect(later.status == 429)
      #expect(later.retryAfter == "5")
      #expect(error.code == .busy)
      #expect(try traces(of: device) == (cut == .answer ? "2 2 2" : "1 1 1"))
      let again = try await http.post(.syncRequest(request), to: "/v1/sync", by: device, over: client)
      guard case .syncReply(let reply) = again.message else { throw unexpected(again.message) }
      return reply
    }
    #expect(reply.results.map(\.rejection) == [nil])
    #expect(reply.results.map(\.position) == [head + 1])
    #expect(try traces(of: ann) == "2 2 2")
    #expect(http.hub.service.metrics.counts.changeSetsRepeated == (cut == .answer ? 1 : 0))
    ann.apply(reply)
    try ann.push(http.hub, [Trial.update(.trial(1), ["hits": .add(1)])])
    #expect(try http.hub.items().map { $0.values[TrialSchema.item("hits")] } == [.integer(6)])
    #expect(http.hub.isSound())
    #expect(try store.integrityFaults() == [])
    cutter.close()
  }

  private func unexpected(_ message: Message) -> HubStoreError { .inconsistent(what: "\(message)") }

  @Test func group_whoseCommitIsCut_isLaterForAllOfIt() throws {
    let hub = try TestHub(store: store)
    var devices = [try hub.device(of: "Ann"), try hub.device(of: "Ben")]
    let pushes = try devices.indices.map { index in
      let item = Trial.insertItem(.trial(UInt64(index)), territory: Int64(index + 1))
      let request = devices[index].request([devices[index].seal([item])])
      return try #require(try hub.service.prepare(request, device: devices[index].number))
    }
    func results(_ answers: [Result<PushOutcome, ErrorReply>]) -> [Int] {
      answers.compactMap { try? $0.get().results.count }
    }
    cutter.cut(.answer, times: 1)
    #expect(results(hub.service.commit(pushes)) == [])
    #expect(try hub.items().count == 2)
    #expect(results(hub.service.commit(pushes)) == [1, 1])
    #expect(try hub.items().count == 2)
    #expect(hub.isSound())
    cutter.close()
  }

  /// Counters tell what was taken twice or not at all.
  @Test func manyCutsInARow_everyAcknowledgedPushCountsOnce() throws {
    let hub = try TestHub(store: store)
    var ann = try hub.device(of: "Ann")
    try ann.pull(hub)
    try ann.push(hub, [Trial.insertItem(.trial(1))])
    let seed: UInt64 = 8
    var chance = SplitMix64(seed: seed)
    var laterCount = 0
    for _ in 0..<40 {
      let request = ann.request([ann.seal([Trial.update(.trial(1), ["hits": .add(1)])])])
      if Bool.random(using: &chance) {
        cutter.cut(Bool.random(using: &chance) ? .answer : .request, times: Int.random(in: 1...3, using: &chance))
      }
      while true {
        do throws(ErrorReply) {
          ann.apply(try hub.service.sync(request, device: ann.number))
          break
        } catch {
          try #require(error.code == .busy, "seed \(seed): \(error)")
          laterCount += 1
        }
      }
    }
    #expect(laterCount > 10 && laterCount == cutter.cutCount, "seed \(seed)")
    #expect(try hub.items().map { $0.values[TrialSchema.item("hits")] } == [.integer(40)], "seed \(seed)")
    #expect(hub.isSound())
    cutter.close()
  }
}
