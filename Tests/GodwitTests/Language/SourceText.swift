/// Swift source in which each string literal stands as `§7§`, the number of its text, and comments are gone: so that
/// calls can be found, and their parentheses counted, without stumbling over what stands in strings.
struct SourceText {
  private(set) var skeleton = ""
  /// The texts of the literals, with `{}` for each interpolation.
  private(set) var literals: [String] = []
  /// The code within each literal's interpolations.
  private(set) var interpolations: [[SourceText]] = []

  private var rest: Substring

  init(_ source: some StringProtocol) {
    rest = Substring(source)
    while let next = rest.first { read(next) }
  }

  private mutating func read(_ next: Character) {
    if rest.hasPrefix("//") {
      rest = rest.drop { !$0.isNewline }
    } else if rest.hasPrefix("#/") {
      // A regular expression: it holds no text for people.
      rest = rest.dropFirst(2)
      while !rest.isEmpty, !rest.hasPrefix("/#") { rest.removeFirst() }
    } else if rest.hasPrefix("\"\"\"") {
      rest.removeFirst(3)
      literal(until: "\"\"\"")
    } else if next == "\"" {
      rest.removeFirst()
      literal(until: "\"")
    } else {
      skeleton.append(next)
      rest.removeFirst()
    }
  }

  private mutating func literal(until end: String) {
    var text = ""
    var codes = [SourceText]()
    while !rest.isEmpty, !rest.hasPrefix(end) {
      if rest.hasPrefix("\\(") {
        codes.append(SourceText(interpolation()))
        text += "{}"
      } else if rest.first == "\\" {
        rest.removeFirst()
        if let escaped = rest.popFirst() { text += Self.meaning(of: escaped) }
      } else {
        text.append(rest.removeFirst())
      }
    }
    rest = rest.dropFirst(end.count)
    if end.count == 3 { text = Self.unindented(text) }
    skeleton += "§\(literals.count)§"
    literals.append(text)
    interpolations.append(codes)
  }

  /// The code between the parentheses.
  private mutating func interpolation() -> String {
    rest.removeFirst(2)
    var code = ""
    var depth = 1
    var isInLiteral = false
    while let next = rest.popFirst() {
      if next == "\\", isInLiteral, let escaped = rest.popFirst() {
        code += "\\\(escaped)"
        continue
      }
      if next == "\"" { isInLiteral.toggle() }
      if !isInLiteral { depth += next == "(" ? 1 : next == ")" ? -1 : 0 }
      if depth == 0 { break }
      code.append(next)
    }
    return code
  }

  private static func meaning(of escaped: Character) -> String {
    switch escaped {
    case "n": "\n"
    case "t": "\t"
    // A line that goes on.
    case "\n": "\u{0}"
    default: String(escaped)
    }
  }

  private static func unindented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let indentation = lines.last?.count ?? 0
    let own = lines.dropLast().map { $0.dropFirst(indentation) }.joined(separator: "\n")
    return own.split(separator: "\u{0}", omittingEmptySubsequences: false)
      .enumerated().map { $0.offset == 0 ? String($0.element) : String($0.element.drop { $0 == " " }) }.joined()
  }
}
