/// Cuts a mapping's text into statements of tokens.
struct MappingTokens {
  enum Token: Hashable {
    case word(String)
    case text(String)
    case symbol(Character)
  }

  struct Statement {
    var line: Int
    var tokens: [Token]
  }

  /// - Throws: `ImportFault` for a text that is never closed.
  static func statements(of text: String, name: String) throws -> [Statement] {
    var statements = [Statement]()
    // A CR LF is one character.
    let lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
    for (index, line) in lines.enumerated() {
      guard let tokens = tokens(of: line) else {
        throw ImportFault("\(name), line \(index + 1): a quotation mark or bracket is never closed.")
      }
      if tokens.isEmpty { continue }
      if let last = statements.last, goesOn(last.tokens) || tokens.first == .symbol("|") {
        statements[statements.count - 1].tokens += tokens
      } else {
        statements.append(Statement(line: index + 1, tokens: tokens))
      }
    }
    return statements
  }

  /// A statement goes on after a comma or bar, and before a bar.
  private static func goesOn(_ tokens: [Token]) -> Bool {
    tokens.last == .symbol(",") || tokens.last == .symbol("|")
  }

  private static func tokens(of line: Substring) -> [Token]? {
    var tokens = [Token]()
    var rest = line
    while let first = rest.first, first != "#" {
      rest.removeFirst()
      switch first {
      case "\"", "[":
        guard let end = rest.firstIndex(of: first == "[" ? "]" : "\"") else { return nil }
        let inner = String(rest[..<end])
        tokens.append(first == "[" ? .word(inner) : .text(inner))
        rest = rest[rest.index(after: end)...]
      case "|", ",", "=", "*": tokens.append(.symbol(first))
      case let blank where blank.isWhitespace: break
      default:
        let end = rest.firstIndex { $0.isWhitespace || "|,=*\"[#".contains($0) } ?? rest.endIndex
        tokens.append(.word(String(first) + rest[..<end]))
        rest = rest[end...]
      }
    }
    return tokens
  }
}
