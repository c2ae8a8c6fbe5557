import ChangeModel
import TestSupport
import Testing

@testable import SyncProtocol

/// Whatever happens to bytes, a decoder answers with a value or a `ProtocolError`. A trap would end the test run.
struct DamageTests {
  /// One decoder with valid bytes for it.
  struct Case {
    var name: String
    var bytes: [UInt8]
    var decode: ([UInt8]) throws(ProtocolError) -> Void
  }

  static var cases: [Case] {
    let changeSets = VectorValues.changeSets.map { vector in
      Case(name: vector.name, bytes: ChangeSetCodec.encode(vector.value)) { bytes throws(ProtocolError) in
        _ = try ChangeSetCodec.decode(bytes)
      }
    }
    let deltas = VectorValues.deltas.map { vector in
      Case(name: vector.name, bytes: DeltaCodec.encode(vector.value)) { bytes throws(ProtocolError) in
        _ = try DeltaCodec.decode(bytes)
      }
    }
    // A payload on its own, since the checksum of a frame would catch nearly everything.
    let payloads = VectorValues.messages.map { vector in
      Case(name: vector.name, bytes: VectorTests.payload(of: vector.value)) { bytes throws(ProtocolError) in
        var reader = ByteReader(bytes)
        _ = try Message(vector.value.kind, from: &reader)
        try reader.finish()
      }
    }
    return changeSets + deltas + payloads
  }

  @Test func fewBytesClaimAMillionElementsOfASet_refused() {
    func refusal(elements: [UInt8]) -> ErrorReply.Code? {
      // Device 2, sequence 1, one update of row 1 of table 3, column 0: one set edit, nothing removed, all texts "x".
      let bytes: [UInt8] =
        [0x10, 2, 1, 0, 0, 0, 0, 1, 3, 1, 5, 1, 1, 1, 0x61, 0] + elements + [0, 0, 3, 1, 0x78]
      do throws(ProtocolError) {
        _ = try ChangeSetCodec.decode(bytes)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(refusal(elements: [0x80, 0x89, 0x7A]) == .malformed)
    #expect(refusal(elements: [2]) == nil)
    #expect(refusal(elements: [6]) == .malformed)
  }

  @Test func everyTruncationIsRefused() {
    for item in Self.cases {
      for count in 0..<item.bytes.count {
        #expect(throws: ProtocolError.self, "\(item.name) cut to \(count) bytes") {
          try item.decode(Array(item.bytes.prefix(count)))
        }
      }
    }
  }

  @Test func everyFlippedBitIsAnswered() {
    for item in Self.cases {
      for bit in 0..<item.bytes.count * 8 {
        var bytes = item.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        try? item.decode(bytes)
      }
    }
  }

  /// A frame's checksum finds every single wrong bit, in every part of it.
  @Test func everyFlippedBitOfAFrameIsRefused() throws {
    for (name, _, _) in VectorValues.messages {
      let frame = try VectorFile.readBytes("messages", name)
      for bit in 0..<frame.count * 8 {
        var bytes = frame
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(throws: ProtocolError.self, "\(name), bit \(bit)") { try Frame.decode(bytes) }
      }
      for count in 0..<frame.count {
        #expect(throws: ProtocolError.self, "\(name), \(count) bytes") { try Frame.decode(Array(frame.prefix(count))) }
      }
    }
  }

  @Test func randomBytesAreAnswered() {
    var random = SplitMix64(seed: 11)
    let cases = Self.cases
    for round in 0..<40_000 {
      let count = Int.random(in: 0...120, using: &random)
      var bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 7) }
      // Small numbers lead further into the format than any.
      if round % 2 == 0 { bytes = bytes.map { $0 & 0x13 } }
      if !bytes.isEmpty, round % 4 < 3 { bytes[0] = 0x10 }
      try? cases[round % cases.count].decode(bytes)
    }
  }

  @Test func bytesChangedAtRandomAreAnswered() {
    var random = SplitMix64(seed: 12)
    let cases = Self.cases
    for round in 0..<40_000 {
      let item = cases[round % cases.count]
      var bytes = item.bytes
      if bytes.isEmpty { continue }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = 0xFF
        case 1: bytes[place] = 0x7F
        case 2: bytes.insert(0x80, at: place)
        default: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        }
      }
      try? item.decode(bytes)
    }
  }
}
