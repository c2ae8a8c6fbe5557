/// Walks over the tokens of one statement.
struct MappingCursor {
  let line: Int
  private let name: String
  private var tokens: ArraySlice<MappingTokens.Token>

  init(_ statement: MappingTokens.Statement, name: String) {
    line = statement.line
    self.name = name
    tokens = statement.tokens[...]
  }

  func fault(_ what: String) -> ImportFault { ImportFault("\(name), line \(line): \(what).") }

  /// Takes a word or sign if it stands next.
  mutating func skip(_ text: String) -> Bool {
    guard let first = tokens.first, first == .word(text) || first == text.first.map(MappingTokens.Token.symbol),
      text.count == 1 || first == .word(text)
    else { return false }
    tokens.removeFirst()
    return true
  }

  mutating func expect(_ text: String) throws {
    if !skip(text) { throw fault("`\(text)` is missing\(found)") }
  }

  mutating func word(_ what: String) throws -> String {
    guard case .word(let word)? = tokens.first else { throw fault("\(what) is missing\(found)") }
    tokens.removeFirst()
    return word
  }

  mutating func text(_ what: String) throws -> String {
    guard case .text(let text)? = tokens.first else { throw fault("\(what) is missing\(found)") }
    tokens.removeFirst()
    return text
  }

  mutating func number(_ what: String) throws -> Int {
    guard let number = Int(try word(what)), (0...9).contains(number) else { throw fault("\(what) is 0 to 9") }
    return number
  }

  /// The next text in quotation marks, if one stands there.
  mutating func optionalText() -> String? {
    guard case .text(let text)? = tokens.first else { return nil }
    tokens.removeFirst()
    return text
  }

  mutating func term() throws -> Mapping.Term {
    if let text = optionalText() { return .constant(text) }
    return .name(try word("a column, a name or a text in quotation marks"))
  }

  /// Whether a term stands next.
  var startsTerm: Bool {
    switch tokens.first {
    case .word, .text: true
    case .symbol, nil: false
    }
  }

  func end() throws {
    if !tokens.isEmpty { throw fault("this is too much\(found)") }
  }

  private var found: String {
    switch tokens.first {
    case .word(let word): " before `\(word)`"
    case .text(let text): " before \"\(text)\""
    case .symbol(let symbol): " before `\(symbol)`"
    case nil: " at the end"
    }
  }
}
