import ChangeModel

/// One stream of chance of a world: the same seed and name give the same numbers.
///
/// Each device and each kind of fault has a stream of its own, so that a run in which one of them is left out still
/// does the same in all others. The generator is SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64, stream: String) {
    var hash = SipHash(key0: seed)
    hash.append(stream)
    state = hash.finish().low
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func number(_ range: Range<Int>) -> Int {
    range.isEmpty ? range.lowerBound : Int.random(in: range, using: &self)
  }

  /// Whether something happens that does so often out of a thousand times.
  mutating func happens(perMille: Int) -> Bool { number(0..<1_000) < perMille }

  /// One of them; nil when there are none.
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[number(0..<elements.count)]
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 56) }
  }

  mutating func rowID() -> RowID { RowID(high: next(), low: next()) }

  /// A span of milliseconds around a mean, from a tenth of it to about thrice.
  mutating func span(around mean: Int64) -> Int64 {
    let mean = max(1, mean)
    return mean / 10 + Int64(number(0..<Int(mean))) + (happens(perMille: 200) ? Int64(number(0..<Int(2 * mean))) : 0)
  }
}
