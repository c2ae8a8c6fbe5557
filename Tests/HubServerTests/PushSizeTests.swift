import ChangeModel
import HubStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub
@testable import HubServer

/// Few bytes that stand for very much.
@Suite struct PushSizeTests {
  @Test func requestOfMoreCellsThanAtOnce_thoseInFrontGetResults_theRestNextTime() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let request = ann.request((1...3).map { ann.seal([Trial.insertItem(.trial($0))]) })
    let one = PushSize(try ChangeSetCodec.decode(request.changeSets[0]), bytes: 0).cells
    let push = PreparedPush(request, device: ann.number, now: hub.clock.now, cellsMax: 2 * one)
    let first = try hub.service.commit([push])[0].get()
    #expect(first.results.map(\.sequence) == [1, 2])
    #expect(try hub.items().count == 2)
    var next = request
    next.changeSets.removeFirst(2)
    let second = PreparedPush(next, device: ann.number, now: hub.clock.now, cellsMax: 1)
    #expect(try hub.service.commit([second])[0].get().results.map(\.sequence) == [3])
    #expect(try hub.items().count == 3)
    #expect(hub.isSound())
  }

  @Test func oneTextForManyRows_moreThanAChangeSetMayHold_rejectedWhole() throws {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    let text = Edit.set(.text(String(repeating: "x", count: Limits.valueBytesMax)))
    let rows = UInt64(Limits.changeSetValueBytesMax / Limits.valueBytesMax) + 1
    let changeSet = ann.seal((1...rows).map { Trial.insertItem(.trial($0), ["name": text]) })
    let reply = try hub.service.sync(ann.request([changeSet]), device: ann.number)
    #expect(reply.results.map { $0.rejection?.code } == [.tooLarge])
    #expect(try hub.items().isEmpty)
  }
}
