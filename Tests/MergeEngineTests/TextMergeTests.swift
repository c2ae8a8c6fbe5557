import MergeEngine
import TestSupport
import Testing

@Suite struct TextMergeTests {
  @Test(arguments: [
    // base, first, second, result, overlap
    ("a b c", "a x c", "a b c", "a x c", false),
    ("a b c", "a b c", "a b y", "a b y", false),
    ("a b c", "x b c", "a b y", "x b y", false),
    ("a b c", "a c", "a b c d", "a c d", false),
    ("", "one", "two", "one two", true),
    ("call Bob", "call Bob today", "call Bob tomorrow", "call Bob today tomorrow", true),
    ("call Bob", "call Ann", "call Cem", "call Ann Cem", true),
    ("one\ntwo\n", "one\ntwo\nthree\n", "zero\none\ntwo\n", "zero\none\ntwo\nthree\n", false),
    ("客户要求折扣", "客户要求大折扣", "老客户要求折扣", "老客户要求大折扣", false),
    ("same", "new", "new", "new", false),
    ("a b", "", "a b c", "c", false),
  ])
  func cases(base: String, first: String, second: String, result: String, overlap: Bool) {
    let merged = TextMerge.merge(base: base, first: first, second: second)
    #expect(merged.text.trimmed == result)
    #expect(merged.hasOverlap == overlap)
  }

  /// No word that either side wrote is lost, and the roles of the sides only matter where they overlap.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func newWordsSurvive(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let base = (0..<12).map { "w\($0)" }
    let first = Self.edited(base, prefix: "x", &random)
    let second = Self.edited(base, prefix: "y", &random)
    func text(_ words: [String]) -> String { words.joined(separator: " ") }
    let merged = TextMerge.merge(base: text(base), first: text(first), second: text(second))
    let other = TextMerge.merge(base: text(base), first: text(second), second: text(first))
    let words = merged.text.split(separator: " ").map(String.init)
    for word in first + second where !base.contains(word) {
      #expect(words.contains(word), "\(word) in \(merged.text)")
    }
    #expect(merged.hasOverlap == other.hasOverlap)
    if !merged.hasOverlap { #expect(merged.text == other.text) }
  }

  private static func edited(_ base: [String], prefix: String, _ random: inout SplitMix64) -> [String] {
    var words = base
    for edit in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0..<words.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: words[place] = "\(prefix)\(edit)"
      case 1: words.insert("\(prefix)\(edit)", at: place)
      default: words.remove(at: place)
      }
    }
    return words
  }

  @Test func hugeTextsThatShareNothing_areAnswered() {
    let first = (0..<20_000).map { "a\($0)" }.joined(separator: " ")
    let second = (0..<20_000).map { "b\($0)" }.joined(separator: " ")
    let base = (0..<20_000).map { "c\($0)" }.joined(separator: " ")
    #expect(TextMerge.merge(base: base, first: first, second: second).hasOverlap)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

@Suite struct SetTextTests {
  @Test(
    arguments: [
      ("[]", []), (#"["b","a","a"]"#, ["a", "b"]), (#" [ "x" , 5, true ] "#, ["5", "true", "x"]),
      (#"["\u00e9\n\"\\","\ud83d\ude00"]"#, ["é\n\"\\", "😀"].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }),
      ("", []),
    ] as [(String, [String])])
  func parses(text: String, elements: [String]) {
    #expect(SetText.parse(text) == elements)
    #expect(SetText.parse(SetText.write(elements)) == elements)
  }

  @Test(arguments: ["{}", "[", "[\"a\"", "[\"a\",]", "vip", "[[1]]", "[\"\\u12\"]", "[\"\\ud800\"]", "[1]x"])
  func otherTextIsNoSet(text: String) {
    #expect(SetText.parse(text) == nil)
  }

  @Test func nothingIsTheEmptySet() {
    #expect(SetText.parse(nil) == [])
  }
}
