/// Chance from a seed: the same seed throws the same numbers for ever (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// Dice of their own for one subject, so that what happens to one does not change another.
  init(seed: UInt64, subject: UInt64, number: Int) {
    state = seed &+ subject &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: Int64(number)) &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// 0 to `bound` - 1; 0 when there is nothing to choose from.
  mutating func roll(_ bound: Int) -> Int {
    bound < 2 ? 0 : Int(next() % UInt64(bound))
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { range.lowerBound + roll(range.count) }

  /// Whether something happens that does so in so many of a hundred cases.
  mutating func percent(_ chance: Int) -> Bool { roll(100) < chance }

  /// One of the items, each as likely as the others.
  mutating func pick<Item>(_ items: [Item], or other: Item) -> Item {
    items.isEmpty ? other : items[roll(items.count)]
  }

  /// A number around a middle, up to half as much less or more, the middle likeliest.
  mutating func around(_ middle: Int) -> Int {
    guard middle > 1 else { return max(0, middle) }
    return middle / 2 + (roll(middle) + roll(middle)) / 2 + 1
  }
}
