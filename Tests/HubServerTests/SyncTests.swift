import ChangeModel
import Hub
import HubServer
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// Exactly-once pushing, through the service.
@Suite struct SyncTests {
  @Test func devicePushes_otherPulls_sameRows() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var other = try hub.device(of: "Ann")
    let pushed = try ann.push(hub, [Trial.insertItem(.trial(1), ["name": .set(.text("Lamp"))])])
    #expect(pushed.results.map(\.rejection) == [nil])
    #expect(pushed.results[0].numbers == [1])
    let pulled = try other.pull(hub)
    #expect(pulled.count == 1)
    #expect(other.rows[RowKey(table: TrialSchema.items, row: 1)]?[TrialSchema.item("name")] == .text("Lamp"))
    let digests = try hub.service.digests(device: other.number)
    #expect(pulled[0].digest == Digest.combined(of: digests.digests))
  }

  @Test func replyLost_pushRepeated_sameResultAndNoSecondEffect() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let request = ann.request([
      ann.seal([Trial.insertItem(.trial(1))]), ann.seal([Trial.update(.trial(1), ["hits": .add(5)])]),
    ])
    let first = try hub.service.sync(request, device: ann.number)
    let head = try hub.service.head()
    let second = try hub.service.sync(request, device: ann.number)
    #expect(second.results == first.results)
    #expect(try hub.service.head() == head)
    #expect(try hub.items().map { $0.values[TrialSchema.item("hits")] } == [.integer(5)])
    #expect(second.ticket == first.ticket)
  }

  @Test func replyLost_laterPushWithBoth_onlyTheNewOneIsMerged() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let one = ann.seal([Trial.insertItem(.trial(1))])
    _ = try hub.service.sync(ann.request([one]), device: ann.number)
    let two = ann.seal([Trial.insertItem(.trial(2))])
    let reply = try hub.service.sync(ann.request([one, two]), device: ann.number)
    #expect(reply.results.map(\.sequence) == [1, 2])
    #expect(reply.results.map(\.numbers) == [[1], [2]])
    #expect(try hub.items().count == 2)
  }

  @Test func sequenceLeftOut_gapWithTheExpectedOne_nothingTaken() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    _ = ann.seal([])
    let two = ann.seal([Trial.insertItem(.trial(2))])
    let error = TestHub.error { try hub.service.sync(ann.request([two]), device: ann.number) }
    #expect(error?.code == .sequenceGap)
    #expect(error?.expected == 1)
    #expect(try hub.items().isEmpty)
  }

  @Test func sequenceLeftOutInTheMiddle_gap_nothingTaken() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let one = ann.seal([Trial.insertItem(.trial(1))])
    _ = ann.seal([])
    let three = ann.seal([Trial.insertItem(.trial(3))])
    let error = TestHub.error { try hub.service.sync(ann.request([one, three]), device: ann.number) }
    #expect(error?.code == .sequenceGap)
    #expect(try hub.items().isEmpty)
  }

  @Test func replicaRestored_otherContentUnderTheSameDot_refusedWhole() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var restored = ann
    try ann.push(hub, [Trial.insertItem(.trial(1))])
    let clash = restored.seal([Trial.insertItem(.trial(9))])
    let next = restored.seal([Trial.insertItem(.trial(10))])
    let error = TestHub.error { try hub.service.sync(restored.request([clash, next]), device: ann.number) }
    #expect(error?.code == .dotReused)
    #expect(try hub.items().count == 1)
  }

  @Test func resultsPurged_replicaRestored_isFoundOutAllTheSame() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var restored = ann
    try ann.push(hub, [Trial.insertItem(.trial(1))])
    try ann.push(hub, [Trial.insertItem(.trial(2))])
    let error = TestHub.error {
      try hub.service.sync(restored.request([restored.seal([Trial.insertItem(.trial(9))])]), device: ann.number)
    }
    #expect(error?.code == .dotReused)
    #expect(try hub.items().count == 2)
  }

  @Test func resultAcknowledged_changeSetOfABackupRepeated_sameResult() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let one = ann.seal([Trial.insertItem(.trial(1))])
    let first = try hub.service.sync(ann.request([one]), device: ann.number)
    ann.apply(first)
    try ann.pull(hub)
    try hub.service.saveNotes()
    let reply = try hub.service.sync(ann.request([one]), device: ann.number)
    #expect(reply.results == first.results)
  }

  @Test func poisonAmongGoodOnes_onlyItIsRejected() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var encoded = [[UInt8]]()
    for id in 1...5 as ClosedRange<UInt64> {
      encoded.append(ChangeSetCodec.encode(ann.seal([Trial.insertItem(.trial(id))])))
    }
    encoded[1] = [0xFF, 0x00, 0xFF]
    encoded[3] = ChangeSetCodec.encode(
      ChangeSet(
        dot: Dot(device: 1, sequence: 4), stamp: .zero, context: Context(base: 0), isUnion: false,
        changes: [Trial.insertItem(.trial(66))]))
    let reply = try hub.service.sync(ann.request(encoded: encoded), device: ann.number)
    #expect(reply.results.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(reply.results.map { $0.rejection?.code } == [nil, .malformed, nil, .malformed, nil])
    #expect(try hub.items().count == 3)
    let again = try hub.service.sync(ann.request(encoded: encoded), device: ann.number)
    #expect(again.results == reply.results)
  }

  @Test func unionRejected_whatFollowsWaits_alsoWhenTheReplyWasLost_thenItsPartsGoFirst() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var union = ann.seal([Trial.insertItem(.trial(1)), Trial.insertItem(.trial(2), ["credit": .set(.integer(1))])])
    union.isUnion = true
    let follower = ann.seal([Trial.update(.trial(1), ["name": .set(.text("later"))])])
    for _ in 1...2 {
      let reply = try hub.service.sync(ann.request([union, follower]), device: ann.number)
      #expect(reply.results.map { $0.rejection?.code } == [.officeOwned])
    }
    #expect(try hub.items().isEmpty)
    // The device splits the union: its parts take the sequences from 2 on, the follower comes behind them.
    var parts = union.changes.enumerated().map { offset, change in
      ChangeSet(
        dot: Dot(device: ann.number, sequence: Int64(2 + offset)), stamp: union.stamp, context: union.context,
        isUnion: false, changes: [change])
    }
    parts.append(follower)
    parts[2].dot.sequence = 4
    let reply = try hub.service.sync(ann.request(parts), device: ann.number)
    #expect(reply.results.map { $0.rejection?.code } == [nil, .officeOwned, nil])
    #expect(try hub.items().map { $0.values[TrialSchema.item("name")] } == [.text("later")])
  }

  @Test func onlyPoison_replyLost_repeatedOnItsOwn_sameResult() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    _ = ann.seal([])
    let first = try hub.service.sync(ann.request(encoded: [[1, 2, 3]]), device: ann.number)
    let second = try hub.service.sync(ann.request(encoded: [[1, 2, 3]]), device: ann.number)
    #expect(first.results.map { $0.rejection?.code } == [.malformed])
    #expect(second.results == first.results)
    let next = try hub.service.sync(ann.request([ann.seal([Trial.insertItem(.trial(2))])]), device: ann.number)
    #expect(next.results.map(\.sequence) == [2])
  }

  @Test func wrongEpochOrPositionBeyondTheLog_epochChanged() throws {
    let hub = try TestHub()
    let ann = try hub.device(of: "Ann")
    var elsewhere = ann
    elsewhere.epoch += 1
    #expect(TestHub.error { try hub.service.sync(elsewhere.request(), device: ann.number) }?.code == .epochChanged)
    var ahead = ann
    ahead.base = 1_000
    #expect(TestHub.error { try hub.service.sync(ahead.request(), device: ann.number) }?.code == .epochChanged)
    let pushed = ahead.seal([Trial.insertItem(.trial(1))])
    #expect(TestHub.error { try hub.service.sync(ahead.request([pushed]), device: ann.number) }?.code == .epochChanged)
    var believing = ann
    believing.acknowledged = 5
    #expect(TestHub.error { try hub.service.sync(believing.request(), device: ann.number) }?.code == .epochChanged)
    #expect(try hub.items().isEmpty)
  }

  @Test func clockYearsAhead_stampIsCorrected_laterWriteOfAnotherWins() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    var cem = try hub.device(of: "Ann")
    try ann.push(hub, [Trial.insertItem(.trial(1))])
    try cem.pull(hub)
    ann.time += 10 * 365 * 86_400_000
    try ann.push(hub, [Trial.update(.trial(1), ["name": .set(.text("future"))])])
    hub.clock.now += 60_000
    cem.time = hub.clock.now
    try cem.push(hub, [Trial.update(.trial(1), ["name": .set(.text("present"))])])
    #expect(try hub.items().map { $0.values[TrialSchema.item("name")] } == [.text("present")])
  }

  @Test func ticketOfThePast_isCounted_andEverythingOwnIsSentAgain() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.push(hub, [Trial.insertItem(.trial(1), ["name": .set(.text("mine"))])])
    let restored = ann
    try ann.push(hub, [Trial.update(.trial(1), ["name": .set(.text("newer"))])])
    try ann.push(hub, [Trial.insertItem(.trial(2))])
    let reply = try hub.service.sync(restored.request(), device: ann.number)
    let items = reply.delta.tables.first { $0.table == TrialSchema.items }
    #expect(items?.full.map(\.row) == [2])
    #expect(items?.cells.map(\.values) == [[.text("newer")]])
  }

  @Test func copyMadeBeforeTheLastPush_pullsWithTheTicketBeforeThePresentOne_getsWhatTheOtherWrote() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.push(hub, [Trial.insertItem(.trial(1), ["name": .set(.text("mine"))])])
    var copy = ann
    try ann.push(hub, [Trial.update(.trial(1), ["name": .set(.text("newer"))])])
    let reply = try copy.pull(hub)[0]
    let items = reply.delta.tables.first { $0.table == TrialSchema.items }
    #expect(items?.cells.map(\.values) == [[.text("newer")]])
    // The original goes on: the copy lacks its next write too.
    try ann.push(hub, [Trial.insertItem(.trial(2))])
    try copy.pull(hub)
    #expect(copy.rows[RowKey(table: TrialSchema.items, row: 2)] != nil)
  }

  @Test func replyLost_pushRepeatedUnderTheTicketBefore_whatTheDeviceWroteIsNotSentBack() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.push(hub, [Trial.insertItem(.trial(1))])
    let request = ann.request([ann.seal([Trial.insertItem(.trial(2))])])
    let first = try hub.service.sync(request, device: ann.number)
    let second = try hub.service.sync(request, device: ann.number)
    #expect(second.delta.tables.flatMap(\.full).count == first.delta.tables.flatMap(\.full).count)
  }
}
