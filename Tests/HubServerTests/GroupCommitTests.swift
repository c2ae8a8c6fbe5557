import ChangeModel
import HubStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub
@testable import HubServer

@Suite struct GroupCommitTests {
  @Test func manyDevicesAtOnce_allTaken_eachOnce() async throws {
    let hub = try TestHub()
    let service = hub.service
    let committer = GroupCommitter { service.commit($0) }
    var devices = [TestDevice]()
    for _ in 0..<20 { devices.append(try hub.device(of: "Ann")) }
    let head = try service.head()
    let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
      for (index, device) in devices.enumerated() {
        group.addTask {
          var device = device
          var accepted = 0
          for round in 0..<5 {
            let id = RowID.trial(UInt64(index * 100 + round + 1))
            let request = device.request([device.seal([Trial.insertItem(id)])])
            guard let push = try service.prepare(request, device: device.number) else { continue }
            let outcome = try await committer.submit(push)
            accepted += outcome.results.filter { $0.rejection == nil }.count
          }
          return accepted
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(accepted == 100)
    #expect(try hub.items().count == 100)
    #expect(try service.head() == head + 100)
    let counts = service.metrics.counts
    #expect(counts.changeSetsAccepted == 100)
    #expect(counts.groupPushes == 100)
    #expect(counts.groups <= 100)
    #expect(hub.isSound())
  }

  @Test func oneGroup_refusedPushesTakeNothingFromTheOthers() throws {
    let hub = try TestHub()
    var good = try hub.device(of: "Ann")
    var gap = try hub.device(of: "Ann")
    var revoked = try hub.device(of: "Ben")
    var late = try hub.device(of: "Ben")
    _ = gap.seal([])
    let requests = [
      (good.number, good.request([good.seal([Trial.insertItem(.trial(1))])])),
      (gap.number, gap.request([gap.seal([Trial.insertItem(.trial(2))])])),
      (revoked.number, revoked.request([revoked.seal([Trial.insertItem(.trial(3), territory: 2)])])),
      (late.number, late.request([late.seal([Trial.insertItem(.trial(4), territory: 2)])])),
    ]
    _ = try hub.service.perform(.revokeDevice(device: revoked.number))
    let pushes = try requests.map { try #require(try hub.service.prepare($1, device: $0)) }
    let answers = hub.service.commit(pushes).map { answer -> ErrorReply.Code? in
      if case .failure(let error) = answer { return error.code }
      return nil
    }
    // What a revoked device hands in is kept, and not merged.
    #expect(answers == [nil, .sequenceGap, nil, nil])
    #expect(try hub.items().map(\.id) == [.trial(1), .trial(4)])
  }

  @Test func choice_takesEachDeviceOnce_inOrder_withinTheBounds() {
    var bounds = GroupCommitter.Bounds()
    bounds.groupPushesMax = 3
    bounds.groupBytesMax = 100
    let twice = GroupChoice([(1, 10), (1, 10), (2, 10), (3, 10), (4, 10)], bounds: bounds)
    #expect(twice.taken == [0, 2, 3])
    #expect(twice.left == [1, 4])
    let heavy = GroupChoice([(1, 5_000), (2, 10)], bounds: bounds)
    #expect(heavy.taken == [0])
    let crowded = GroupChoice([(1, 60), (2, 60), (3, 30)], bounds: bounds)
    #expect(crowded.taken == [0, 2])
  }

  @Test func queueIsFull_busyWithATimeToComeBack() async throws {
    let hub = try TestHub()
    var device = try hub.device(of: "Ann")
    var bounds = GroupCommitter.Bounds()
    bounds.waitingPushesMax = 0
    let committer = GroupCommitter(bounds: bounds) { hub.service.commit($0) }
    let push = try #require(
      try hub.service.prepare(device.request([device.seal([Trial.insertItem(.trial(1))])]), device: device.number))
    await #expect(throws: ErrorReply.self) { try await committer.submit(push) }
    #expect(try hub.items().isEmpty)
  }
}
