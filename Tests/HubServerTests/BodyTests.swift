import Hummingbird
import SyncProtocol
import Synchronization
import Testing

@testable import Hub
@testable import HubServer

/// Bodies that do not come as they should.
@Suite struct BodyTests {
  private let reader = BodyReader(bytesMax: 10, timeLimit: .milliseconds(1))
  private let closings = Closings()

  private func error(_ body: RequestBody, length: String? = nil, reader: BodyReader) async -> ErrorReply.Code? {
    var head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
    head.headerFields[.contentLength] = length
    do throws(ErrorReply) {
      _ = try await reader.read(Request(head: head, body: body), close: closings.note)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func bodyThatNeverEnds_isGivenUp_andTheConnectionEnds() async {
    let (body, source) = RequestBody.makeStream()
    await source.yield(ByteBuffer(bytes: [1, 2]))
    #expect(await error(body, reader: reader) == .malformed)
    #expect(closings.count == 1)
    source.finish()
  }

  @Test func bodyThatAnnouncesTooMuch_orHasTooMuch_isNotRead() async {
    let patient = BodyReader(bytesMax: 10, timeLimit: .seconds(600))
    let (endless, source) = RequestBody.makeStream()
    #expect(await error(endless, length: "11", reader: patient) == .tooLarge)
    #expect(
      await error(RequestBody(buffer: ByteBuffer(bytes: [UInt8](repeating: 0, count: 11))), reader: patient)
        == .tooLarge)
    #expect(
      await error(RequestBody(buffer: ByteBuffer(bytes: [UInt8](repeating: 0, count: 10))), reader: patient) == nil)
    source.finish()
  }

  @Test func largeBodiesHoldAllRoom_nextLargeOneComesBack_smallOnePasses_andRoomReturns() async {
    let budget = BodyBudget(bytesMax: 100)
    let reader = BodyReader(bytesMax: 1 << 20, timeLimit: .seconds(600), budget: budget)
    func body(_ count: Int) -> RequestBody {
      RequestBody(buffer: ByteBuffer(bytes: [UInt8](repeating: 0, count: count)))
    }
    #expect(budget.grow(from: 0, to: BodyBudget.freeBytes + 60))
    #expect(await error(body(BodyBudget.freeBytes + 41), reader: reader) == .busy)
    #expect(await error(body(BodyBudget.freeBytes), reader: reader) == nil)
    #expect(await error(body(BodyBudget.freeBytes + 40), reader: reader) == nil)
    budget.release(BodyBudget.freeBytes + 60)
    #expect(await error(body(BodyBudget.freeBytes + 100), reader: reader) == nil)
  }
}

/// Counts how often a connection was ended.
private final class Closings: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }

  func note() { state.withLock { $0 += 1 } }
}
