/// A sentence with `{}` for each value, by which a text that was made of it is known again.
struct SentencePattern: Hashable, Sendable {
  /// The texts before, between and behind the values.
  private let literals: [String]

  init(_ key: String) {
    literals = key.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
  }

  /// How many characters stand fast: of two patterns that fit, the one with more says more.
  var weight: Int { literals.reduce(0) { $0 + $1.count } }

  /// The values with which the sentence is this text; nil for another sentence. Each value ends where the text behind
  /// it stands first.
  func values(in text: String) -> [String]? {
    guard let first = literals.first, let last = literals.last, text.hasPrefix(first) else { return nil }
    guard literals.count > 1 else { return text == first ? [] : nil }
    var rest = text.dropFirst(first.count)
    var values = [String]()
    for literal in literals.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: literal) else { return nil }
      values.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    guard rest.hasSuffix(last), rest.count >= last.count else { return nil }
    return values + [String(rest.dropLast(last.count))]
  }
}
