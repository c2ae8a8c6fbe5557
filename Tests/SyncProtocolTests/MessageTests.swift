import ChangeModel
import Testing

@testable import SyncProtocol

/// Messages in frames.
struct MessageTests {
  @Test func everyMessageComesBack() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let message = generator.message()
      let frame = Frame.encode(message)
      #expect(try Frame.decode(frame) == message, "seed \(seed)")
      #expect(Frame.encode(message) == frame, "seed \(seed)")
    }
  }

  @Test func aKindThatIsNotAccepted_isRefusedBeforeItsPayloadIsLookedAt() {
    let frame = InvalidVectors.frame(kind: Message.Kind.syncReply.rawValue, codec: 1, raw: 9, payload: [0xFF])
    let error = #expect(throws: ProtocolError.self) { try Frame.decode(frame, accepting: [.syncRequest]) }
    #expect(error?.message == "a message of kind 4 has no place here")
  }

  /// A server's long message must not make its reply unreadable.
  @Test func aMessageThatIsTooLong_isCutBetweenCharacters() throws {
    let long = String(repeating: "é", count: 1_500)
    let reply = try Frame.decode(Frame.encode(.error(ErrorReply(.busy, "x" + long))))
    guard case .error(let error) = reply else {
      Issue.record("not an error")
      return
    }
    #expect(error.message.utf8.count == Limits.messageBytesMax - 1)
    #expect(("x" + long).hasPrefix(error.message))
  }

  @Test func aRequestMayCarryOneLargeChangeSet_butNotTwo() throws {
    let large = [UInt8](repeating: 7, count: Limits.requestChangeSetBytesMax)
    func request(_ changeSets: [[UInt8]]) -> Message {
      .syncRequest(
        SyncRequest(
          schemaFingerprint: .zero, epoch: 0, ticket: 0, deviceTime: 0, acknowledged: 0, base: 0, held: [], marks: [],
          wantsDelta: false, deltaBytesMax: 0, changeSets: changeSets))
    }
    #expect(try Frame.decode(Frame.encode(request([large + [8]]))) == request([large + [8]]))
    let error = #expect(throws: ProtocolError.self) { try Frame.decode(Frame.encode(request([large, [8]]))) }
    #expect(error?.code == .tooLarge)
  }

  /// Swift takes the two spellings for equal; the wire must not.
  @Test func spellingsOfOneNameStayApart() throws {
    let texts = ["Zo\u{EB}", "Zoe\u{308}", "Zo\u{EB}", "Zoe\u{308}", "Zo\u{EB}", "Zo\u{EB}", "Zo\u{EB}", "Zo\u{EB}"]
    let changeSet = VectorValues.column(values: texts.map { .text($0) })
    let decoded = try ChangeSetCodec.decode(ChangeSetCodec.encode(changeSet))
    let spellings = decoded.changes.map { change -> [UInt8] in
      guard case .set(.text(let text)) = change.cells[0].edit else { return [] }
      return Array(text.utf8)
    }
    #expect(spellings == texts.map { Array($0.utf8) })
  }
}
