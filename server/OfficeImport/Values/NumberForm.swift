/// How a file writes numbers.
public enum NumberForm: String, Hashable, Sendable, CaseIterable {
  /// `1234.50`, as programs write them, and nothing else.
  case plain
  /// `1,234.50`, as people write them: decimals after a point.
  case point
  /// `1.234,50`: decimals after a comma.
  case comma

  /// The number as programs write it; nil when it is not written in this form.
  ///
  /// People divide digits in groups of three, put a currency, 元 or % before or behind, and write less than nothing as
  /// `-5`, `5-` or `(5)`.
  func plain(_ text: String) -> String? {
    if self == .plain { return text }
    var body = Self.bare(text[...])
    var sign = ""
    if body.first == "(", body.last == ")" {
      (sign, body) = ("-", Self.bare(body.dropFirst().dropLast()))
    }
    if let first = body.first, "-−+".contains(first), sign.isEmpty {
      (sign, body) = (first == "+" ? "" : "-", Self.bare(body.dropFirst()))
    } else if body.last == "-", sign.isEmpty {
      (sign, body) = ("-", Self.bare(body.dropLast()))
    }
    let parts = body.split(separator: self == .comma ? "," : ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap(ungrouped), parts.count <= 2 else { return nil }
    return sign + whole + (parts.count == 2 ? "." + parts[1] : "")
  }

  /// A number that was worked out, as this form writes it.
  func text(of number: ExactDecimal) -> String {
    self == .comma ? number.description.replacing(".", with: ",") : number.description
  }

  /// The digits without what divides them; nil when the groups are not of three.
  private func ungrouped(_ whole: Substring) -> String? {
    let marks: [Character] = [self == .comma ? "." : ",", " ", "\u{A0}", "\u{202F}", "'", "’"]
    guard let mark = whole.first(where: marks.contains) else { return String(whole) }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.joined()
  }

  /// Without blanks and units at the ends.
  private static func bare(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, isUnit(first) { text.removeFirst() }
    while let last = text.last, isUnit(last) { text.removeLast() }
    return text
  }

  private static func isUnit(_ character: Character) -> Bool {
    character.isWhitespace || character.isCurrencySymbol || character == "元" || character == "%"
  }
}
