import TestSupport
import Testing

@testable import SyncProtocol

struct DeflateTests {
  static let samples: [[UInt8]] = {
    var random = SplitMix64(seed: 5)
    return [
      [], [7], [UInt8](repeating: 0, count: 70_000), (0..<5_000).map { UInt8(truncatingIfNeeded: $0 / 7) },
      (0..<3_000).map { _ in UInt8(truncatingIfNeeded: random.next()) },
    ]
  }()

  @Test(arguments: [0, 1, 6, 9]) func bytesComeBackAtEveryLevel(level: Int) throws {
    for raw in Self.samples {
      for dictionary in [[], PresetDictionary.one] {
        let stored = Deflate.compress(raw, level: level, dictionary: dictionary)
        #expect(try Deflate.inflate(stored, rawCount: raw.count, dictionary: dictionary) == raw)
      }
    }
  }

  @Test func storedBlocksAreDeflateToo() throws {
    for raw in Self.samples {
      #expect(try Deflate.inflate(Deflate.storedBlocks(raw), rawCount: raw.count) == raw)
    }
  }

  @Test func aDeclaredSizeAboveTheCeiling_isRefusedBeforeMemoryIsTaken() {
    let error = #expect(throws: ProtocolError.self) { try Deflate.inflate([3, 0], rawCount: 101, ceiling: 100) }
    #expect(error?.code == .tooLarge)
  }

  @Test func theWrongDictionary_isFoundOut() {
    let raw = Array(PresetDictionary.one.suffix(200))
    let stored = Deflate.compress(raw, dictionary: PresetDictionary.one)
    #expect(stored.count < 20)
    #expect(throws: ProtocolError.self) { try Deflate.inflate(stored, rawCount: 200) }
  }

  /// The check value of the algorithm's catalogues.
  @Test func checksumIsCRC32() {
    #expect(Deflate.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }
}
