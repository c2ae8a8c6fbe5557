import ChangeModel
import TestSupport
import Testing

@Suite struct RowIDTests {
  @Test func textAndBytesRoundTrip() throws {
    let text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
    let id = try #require(RowID(text))
    #expect(id.description == text)
    #expect(RowID(id.bytes) == id)
    #expect(RowID(text.uppercased().filter { $0 != "-" }) == id)
  }

  @Test(arguments: [
    "", "0", "017f22e2", "zz7f22e2-79b0-7cc3-98c4-dc0c0c07398f", String(repeating: "0", count: 33),
    // Digits of full width.
    String(repeating: "\u{FF10}", count: 32),
  ])
  func otherTextIsNoID(text: String) {
    #expect(RowID(text) == nil)
  }

  @Test func generatedIDsRise_whateverTheClockDoes() {
    var generator = RowIDGenerator(origin: 0x1234)
    let times: [Int64] = [1_000, 1_000, 999, 5, .min, 2_000, .max, 3]
    let ids = times.map { generator.next(now: $0) }
    #expect(zip(ids, ids.dropFirst()).allSatisfy(<))
    for id in ids {
      #expect(id.high >> 12 & 0xF == 7)
      #expect(id.low >> 62 == 2)
    }
  }

  @Test func manyIDsInOneMillisecond_areDifferent() {
    var generator = RowIDGenerator(origin: .max)
    let ids = (0..<10_000).map { _ in generator.next(now: 7) }
    #expect(Set(ids).count == ids.count)
  }
}

@Suite struct StampTests {
  @Test func clockRises_whateverTheWallClockDoes() {
    var clock = HybridClock()
    var last = Stamp.zero
    for now: Int64 in [0, 5, 5, 3, .min, .max, 4, -1] {
      let stamp = clock.tick(now: now)
      #expect(stamp > last || stamp.rawValue == .max)
      last = stamp
    }
  }

  @Test func manyTicksInOneMillisecond_rise() {
    var clock = HybridClock()
    var last = clock.tick(now: 10)
    for _ in 0..<70_000 {
      let stamp = clock.tick(now: 10)
      #expect(stamp > last)
      last = stamp
    }
  }

  @Test func observedStampIsBelowTheNext() {
    var clock = HybridClock()
    let elsewhere = Stamp(milliseconds: 500, counter: 9)
    clock.observe(elsewhere)
    #expect(clock.tick(now: 100) > elsewhere)
  }

  @Test func movingByAClockError_keepsTheCounterAndNeverTraps() {
    let stamp = Stamp(milliseconds: 1_000, counter: 7)
    #expect(stamp.moved(byMilliseconds: 250) == Stamp(milliseconds: 1_250, counter: 7))
    #expect(stamp.moved(byMilliseconds: .min).milliseconds == 0)
    #expect(stamp.moved(byMilliseconds: .max).milliseconds > 1 << 46)
  }
}
