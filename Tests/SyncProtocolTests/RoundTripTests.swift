import ChangeModel
import SyncProtocol
import Testing

/// What was encoded comes back, whatever it was.
struct RoundTripTests {
  @Test func everyChangeSetComesBack() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let changeSet = generator.changeSet()
      let bytes = ChangeSetCodec.encode(changeSet)
      #expect(try ChangeSetCodec.decode(bytes) == changeSet, "seed \(seed)")
      #expect(try ChangeSetCodec.encode(ChangeSetCodec.decode(bytes)) == bytes, "seed \(seed)")
    }
  }

  @Test func everyDeltaComesBack() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let delta = generator.delta()
      let bytes = DeltaCodec.encode(delta)
      #expect(try DeltaCodec.decode(bytes) == delta, "seed \(seed)")
      #expect(try DeltaCodec.encode(DeltaCodec.decode(bytes)) == bytes, "seed \(seed)")
    }
  }

  @Test func everyValueComesBackOnItsOwn() throws {
    var generator = Generator(seed: 7)
    for _ in 0..<5_000 {
      let value = generator.value()
      var writer = ByteWriter()
      ValueCodec.write(value, to: &writer)
      var reader = ByteReader(writer.bytes)
      #expect(try ValueCodec.read(from: &reader) == value)
      try reader.finish()
    }
  }
}
