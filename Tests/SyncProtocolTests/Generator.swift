import ChangeModel
import SyncProtocol
import TestSupport

/// Draws valid values of every shape. The same seed draws the same.
struct Generator {
  private var random: SplitMix64
  private var ids: RowIDGenerator
  private var drawn: [RowID] = []

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    ids = RowIDGenerator(origin: random.next())
  }

  mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }
  mutating func word() -> UInt64 { random.next() }
  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[int(0...choices.count - 1)] }
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }

  /// An ID of Godwit's own, a random one, or one that was drawn before.
  mutating func id() -> RowID {
    if chance(20), !drawn.isEmpty { return pick(drawn) }
    return freshID()
  }

  mutating func freshID() -> RowID {
    let id = chance(80) ? ids.next(now: 1_760_000_000_000 + number(0...5_000)) : RowID(high: word(), low: word())
    drawn.append(id)
    return id
  }

  mutating func integer() -> Int64 {
    switch int(0...5) {
    case 0: number(-3...3)
    case 1: number(0...1_000) * 500
    case 2: 1_760_000_000_000 + number(0...100_000)
    case 3: pick([.min, .max, 0, -1, 1 << 62, .min + 1])
    default: number(.min ... .max)
    }
  }

  mutating func text() -> String {
    switch int(0...4) {
    case 0: ""
    case 1: pick(["draft", "submitted", "A", "B"])
    case 2: pick(["Zo\u{EB}", "Zoe\u{308}", "\u{4F60}\u{597D}", "\u{1F600}", "a\u{0}b"])
    default: String(repeating: pick(["ab", "\u{E9}", "x y "]), count: int(0...30)) + String(int(0...9_999))
    }
  }

  mutating func real() -> Double {
    switch int(0...3) {
    case 0: Double(int(-500...500)) / 4
    case 1: Double(int(-90_000_000...90_000_000)) / 1_000_000
    case 2: pick([0.0, -0.0, 1e300, .infinity, 2.5e-308])
    default: Double(int(0...20))
    }
  }

  mutating func reference() -> RowReference {
    switch int(0...5) {
    case 0: RowReference(id: id())
    case 1: RowReference(row: number(1...100), id: id())
    default: RowReference(row: number(1...5_000))
    }
  }

  mutating func value() -> Value {
    switch int(0...6) {
    case 0: .null
    case 1: .real(real())
    case 2: .text(text())
    case 3: .blob(chance(30) ? id().bytes : bytes(int(0...40)))
    case 4: .reference(reference())
    default: .integer(integer())
    }
  }

  mutating func texts(_ most: Int) -> [String] { (0..<int(0...most)).map { _ in text() } }

  /// The elements of a set: each once, ascending.
  mutating func elements(_ most: Int) -> [String] { Set(texts(most)).sorted() }

  mutating func edit() -> Edit {
    switch int(0...9) {
    case 0: .add(integer())
    case 1: .elements(added: elements(3), removed: elements(2))
    case 2: .text(base: chance(80) ? text() : nil, new: chance(80) ? text() : nil)
    case 3:
      .text(base: "same start \(text()) same end", new: "same start \(text()) same end")
    default: .set(value())
    }
  }
}

/// Edits of one column, alike as they are in use.
struct ColumnKind {
  private let kind: Int
  private let repeated: Edit

  init(_ generator: inout Generator) {
    kind = generator.int(0...9)
    repeated = generator.edit()
  }

  func edit(_ generator: inout Generator) -> Edit {
    switch kind {
    case 0: repeated
    case 1: generator.chance(40) ? .set(.null) : .set(.integer(generator.integer()))
    case 2: .set(.integer(generator.number(0...300) * 1_000))
    case 3: .set(.text(generator.text()))
    case 4: .add(generator.number(-5...5))
    case 5: .elements(added: generator.elements(2), removed: generator.elements(2))
    case 6: .text(base: generator.text(), new: generator.text())
    case 7: .set(.reference(RowReference(row: generator.number(1...300))))
    case 8: .set(.reference(RowReference(id: generator.id())))
    default: generator.edit()
    }
  }
}
