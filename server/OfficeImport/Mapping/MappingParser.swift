/// Reads the text of a mapping.
struct MappingParser {
  let name: String
  var mapping: Mapping

  /// - Throws: `ImportFault` with the line that cannot be understood.
  static func parse(_ text: String, name: String) throws -> Mapping {
    let statements = try MappingTokens.statements(of: text, name: name)
    guard let first = statements.first, first.tokens.first == .word("kind"), case .word(let kind)? = first.tokens.last
    else { throw ImportFault("\(name): the first line has to be `kind KIND`.") }
    var parser = MappingParser(name: name, mapping: Mapping(name: name, kind: try ImportKind.named(kind)))
    for statement in statements.dropFirst() { try parser.take(statement) }
    guard !parser.mapping.key.isEmpty else { throw ImportFault("\(name): there is no line `key COLUMN`.") }
    guard !parser.mapping.columns.isEmpty else { throw ImportFault("\(name): it fills no column.") }
    return parser.mapping
  }

  private mutating func take(_ statement: MappingTokens.Statement) throws {
    var cursor = MappingCursor(statement, name: name)
    switch statement.tokens.first {
    case .word("key") where statement.tokens.dropFirst().first != .symbol("="): try takeKey(&cursor)
    case .word("source") where statement.tokens.count == 2:
      try cursor.expect("source")
      mapping.source = try cursor.word("a name")
    case .word("distinct") where statement.tokens.count == 1: mapping.isDistinct = true
    case .word("first") where statement.tokens.count == 1: mapping.takesFirst = true
    case .word("number") where isStatement(statement): try takeNumber(&cursor)
    case .word("numbers") where statement.tokens.count == 2: try takeNumberForm(&cursor)
    case .word("total") where isStatement(statement): try takeTotal(&cursor)
    case .word("note") where isStatement(statement): try takeRepetition(&cursor, isLeftOut: false)
    case .word("skip") where statement.tokens.dropFirst().first == .word("repeated"):
      try takeRepetition(&cursor, isLeftOut: true)
    case .word("encoding") where statement.tokens.count == 2: try takeEncoding(&cursor)
    case .word("delimiter") where statement.tokens.count == 2: try takeDelimiter(&cursor)
    case .word("file"): try takeFile(&cursor)
    case .word("skip"): try takeSkip(&cursor)
    case .word("let"):
      try cursor.expect("let")
      mapping.definitions.append(try definition(&cursor))
    default: mapping.columns.append(try definition(&cursor))
    }
  }

  private mutating func takeKey(_ cursor: inout MappingCursor) throws {
    try cursor.expect("key")
    repeat { mapping.key.append(try cursor.word("a column")) } while cursor.skip(",")
    try cursor.end()
  }

  private mutating func takeEncoding(_ cursor: inout MappingCursor) throws {
    try cursor.expect("encoding")
    guard let encoding = TextEncoding(name: try cursor.word("an encoding")) else {
      throw cursor.fault("encodings are \(TextEncoding.names)")
    }
    mapping.encoding = encoding
  }

  private mutating func takeNumberForm(_ cursor: inout MappingCursor) throws {
    try cursor.expect("numbers")
    guard let form = NumberForm(rawValue: try cursor.word("a form")) else {
      throw cursor.fault("numbers are plain (1234.50), point (1,234.50) or comma (1.234,50)")
    }
    mapping.numberForm = form
  }

  private mutating func takeDelimiter(_ cursor: inout MappingCursor) throws {
    try cursor.expect("delimiter")
    let text = try cursor.text("a delimiter in quotation marks")
    guard text.utf8.count == 1, let byte = text.utf8.first else { throw cursor.fault("a delimiter is one character") }
    mapping.delimiter = byte
  }

  private mutating func takeFile(_ cursor: inout MappingCursor) throws {
    try cursor.expect("file")
    let file = try cursor.word("a name")
    try cursor.expect("=")
    let path = try cursor.text("a file name in quotation marks")
    try cursor.expect("by")
    mapping.sideFiles.append(.init(name: file, path: path, key: try cursor.word("a column")))
    try cursor.end()
  }

  private mutating func takeSkip(_ cursor: inout MappingCursor) throws {
    let line = cursor.line
    try cursor.expect("skip")
    try cursor.expect("when")
    let column = try cursor.word("a column")
    try cursor.expect("is")
    let isNegated = cursor.skip("not")
    let isPattern = cursor.skip("like")
    let value = cursor.skip("empty") ? nil : try cursor.text("`empty` or a text in quotation marks")
    try cursor.expect("because")
    let reason = try cursor.text("a reason in quotation marks")
    try cursor.end()
    mapping.skips.append(
      .init(
        name: column, value: value, isPattern: isPattern, isNegated: isNegated, reason: reason, line: line))
  }

  /// Whether a statement begins with the word, and not the filling of a column of that name.
  private func isStatement(_ statement: MappingTokens.Statement) -> Bool {
    statement.tokens.dropFirst().first != .symbol("=")
  }

  private mutating func takeNumber(_ cursor: inout MappingCursor) throws {
    let line = cursor.line
    try cursor.expect("number")
    let name = try cursor.word("a name")
    try cursor.expect("by")
    mapping.numbers.append(.init(name: name, column: try cursor.word("a column"), line: line))
    try cursor.end()
  }

  private mutating func takeTotal(_ cursor: inout MappingCursor) throws {
    let line = cursor.line
    try cursor.expect("total")
    let name = try cursor.word("a name")
    try cursor.expect("=")
    var factors = [String]()
    repeat { factors.append(try cursor.word("a column")) } while cursor.skip("*")
    try cursor.end()
    mapping.totals.append(.init(name: name, factors: factors, line: line))
  }

  private mutating func takeRepetition(_ cursor: inout MappingCursor, isLeftOut: Bool) throws {
    try cursor.expect(isLeftOut ? "skip" : "note")
    try cursor.expect("repeated")
    try cursor.expect("because")
    mapping.repetition = .init(reason: try cursor.text("a reason in quotation marks"), isLeftOut: isLeftOut)
    try cursor.end()
  }

  private func definition(_ cursor: inout MappingCursor) throws -> Mapping.Definition {
    let line = cursor.line
    let target = try cursor.word("a column")
    try cursor.expect("=")
    var terms = [Mapping.Term]()
    repeat { terms.append(try cursor.term()) } while cursor.skip(",")
    var steps = [Mapping.Step]()
    while cursor.skip("|") { steps.append(try cursor.step()) }
    try cursor.end()
    if terms.count > 1 {
      guard case .join? = steps.first else { throw cursor.fault("several values need `| join \"...\"`") }
    }
    return .init(name: target, expression: .init(terms: terms, steps: steps), line: line)
  }
}
