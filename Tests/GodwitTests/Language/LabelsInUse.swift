import Foundation

/// Every text for people in the sources of the client: found where it is handed over, so that a new one is noticed.
struct LabelsInUse {
  private(set) var titles: [String: String] = [:]
  private(set) var phrases: [String: String] = [:]
  /// Texts that no catalogue can reach, with what to write instead.
  private(set) var mistakes: [String] = []

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  init(folders: [String]) throws {
    for folder in folders {
      let url = Self.root.appendingPathComponent(folder)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".swift") }
      for path in paths.sorted() {
        let source = try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
        read(SourceText(source), from: "\(folder)/\(path)")
      }
    }
  }

  /// The whole sentences in a folder's sources, in which nothing else ends with a full stop.
  static func sentences(folder: String) throws -> [String] {
    let url = root.appendingPathComponent(folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".swift") }
    return try paths.sorted().flatMap { path -> [String] in
      let source = SourceText(try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8))
      return source.skeleton.matches(of: #/§\d+§(?:\s*\+\s*§\d+§)*/#).map { match in
        match.0.matches(of: #/§(\d+)§/#).compactMap { Int($0.1) }.map { source.literals[$0] }.joined()
      }.filter { $0.hasSuffix(".") && $0.contains(" ") }
    }
  }

  mutating func read(_ source: SourceText, from path: String) {
    let code = source.skeleton
    for call in ["Field(", ".section(", " section(", "Catalogue.title(", " line(", "ReportShape(", "PartShape("] {
      for region in Self.arguments(of: call, in: code) { title(region, source, path) }
    }
    for call in [".say(", " say(", ".note(", " note(", "FieldError(", "Phrase(", "Notice("] {
      for region in Self.arguments(of: call, in: code) { phrase(region, source, path) }
    }
    for region in Self.arguments(of: " line(", in: code) {
      phrase(region.dropFirst(Self.expression(in: region).count), source, path)
    }
    for label in ["empty: ", "noun: §"] {
      for found in code.ranges(of: label) { phrase(Self.expression(in: code[found.lowerBound...]), source, path) }
    }
    for found in code.ranges(of: #/meaning:\s+(?=§)/#) {
      phrase(Self.expression(in: code[found.upperBound...]), source, path)
    }
    for start in [": Phrase = ", ": Phrase =\n"] {
      for found in code.ranges(of: start) { phrase(Self.statement(in: code[found.upperBound...]), source, path) }
    }
    for start in ["-> Phrase {", "-> [Phrase] {", ": Phrase {", ": [Phrase] {"] {
      for found in code.ranges(of: start) {
        phrase(Self.balanced(code[found.upperBound...], "{", "}"), source, path)
      }
    }
    counts(source, path)
  }

  // MARK: Regions of code

  private static func arguments(of call: String, in code: String) -> [Substring] {
    code.ranges(of: call).filter { found in
      // `Field(` is a call, `CustomerField(` another one.
      let before = found.lowerBound == code.startIndex ? " " : code[code.index(before: found.lowerBound)]
      return call.hasPrefix(".") || call.hasPrefix(" ") || !(before.isLetter || before == ".")
    }.map { balanced(code[$0.upperBound...], "(", ")") }
  }

  /// Up to the closing bracket of the one that was opened before.
  private static func balanced(_ code: Substring, _ open: Character, _ close: Character) -> Substring {
    var depth = 1
    let end = code.firstIndex { character in
      depth += character == open ? 1 : character == close ? -1 : 0
      return depth == 0
    }
    return code[..<(end ?? code.endIndex)]
  }

  /// One argument.
  private static func expression(in code: Substring) -> Substring {
    var depth = 0
    let end = code.firstIndex { character in
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      return depth < 0 || (depth == 0 && character == ",")
    }
    return code[..<(end ?? code.endIndex)]
  }

  /// A line, and those that go on with it.
  private static func statement(in code: Substring) -> Substring {
    var end = code.startIndex
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if end != code.startIndex, !["+", "?", ":"].contains(text.prefix(1)) { break }
      end = line.endIndex
    }
    return code[..<end]
  }

  // MARK: Texts

  private mutating func title(_ region: Substring, _ source: SourceText, _ path: String) {
    // A title is the first argument, or it is made elsewhere.
    guard let match = region.prefixMatch(of: #/\s*(?:title: )?§(\d+)§/#), let number = Int(match.1) else { return }
    let text = source.literals[number]
    if text.contains("{}") || !text.contains(where: \.isLetter) { return }
    titles[text] = path
  }

  private mutating func phrase(_ region: Substring, _ source: SourceText, _ path: String) {
    for match in region.matches(of: #/§\d+§(?:\s*\+\s*§\d+§)*(\s*\+\s*[^§\s=])?/#) {
      let numbers = match.0.matches(of: #/§(\d+)§/#).compactMap { Int($0.1) }
      let text = numbers.map { source.literals[$0] }.joined()
      // Statements are for the database.
      guard !Self.isName(before: region[..<match.range.lowerBound]), !text.hasPrefix("SELECT "),
        text.replacing("{}", with: "").contains(where: \.isLetter)
      else { continue }
      phrases[text] = path
      if match.1 != nil { mistakes.append("\(path): put what follows \"\(text)\" into it as \\(…), without a plus") }
      for code in numbers.flatMap({ source.interpolations[$0] }) { nested(code, in: text, path) }
    }
  }

  /// Texts within the values of a phrase are no phrases themselves, unless something makes them ones.
  private mutating func nested(_ code: SourceText, in text: String, _ path: String) {
    counts(code, path)
    if code.skeleton.contains("Count.of(") || code.skeleton.contains("Phrase(") { return }
    for match in code.skeleton.matches(of: #/§(\d+)§/#) {
      let before = code.skeleton[..<match.range.lowerBound]
      guard let number = Int(match.1), code.literals[number].contains(where: \.isLetter) else { continue }
      if before.hasSuffix("or: ") {
        phrases[code.literals[number]] = path
      } else if !Self.isName(before: before) {
        mistakes.append(
          "\(path): \"\(code.literals[number])\" within \"\(text)\" is never translated: make it a Phrase before")
      }
    }
  }

  /// Whether what follows is a column's name, a stored word or a separator, and no text for people.
  private static func isName(before: Substring) -> Bool {
    [".text(", ".integer(", ".rowID(", ".contains(", "separator: ", ", of: ", "case ", "case ("].contains {
      before.hasSuffix($0)
    } || before.contains(#/(?:[\w\])?]\[|Count\.of\([^§()]*|Phrase\(counting: [^§()]*|^counting: [^§()]*)$/#)
  }

  private mutating func counts(_ source: SourceText, _ path: String) {
    for match in source.skeleton.matches(of: #/(?:Count\.of\(|Phrase\(counting: )[^§]*§(\d+)§/#) {
      guard let number = Int(match.1) else { continue }
      phrases["1 " + source.literals[number]] = path
      phrases["{} " + source.literals[number] + "s"] = path
    }
  }
}
