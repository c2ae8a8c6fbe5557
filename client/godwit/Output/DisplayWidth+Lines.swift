extension DisplayWidth {
  /// The text in lines of at most so many columns: broken at spaces, and between Chinese characters, but with
  /// punctuation where it belongs. What cannot be broken stands out.
  static func broken(_ text: String, to width: Int) -> [String] {
    var lines = [String]()
    var line = ""
    for piece in pieces(of: text) {
      if !line.isEmpty, of(line) + of(piece.trimmed) > width {
        lines.append(line.trimmed)
        line = ""
      }
      line += line.isEmpty ? String(piece.drop { $0 == " " }) : piece
    }
    return lines + [line.trimmed]
  }

  /// The shortest pieces that must stay on one line, each with the spaces behind it.
  private static func pieces(of text: String) -> [String] {
    var pieces = [String]()
    var last: Character?
    for character in text {
      if let last, !mayBreak(between: last, and: character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      last = character
    }
    return pieces
  }

  private static func mayBreak(between first: Character, and second: Character) -> Bool {
    if second == " " || closing.contains(second) || opening.contains(first) { return false }
    return first == " " || of(first) == 2 || of(second) == 2
  }

  /// What never begins a line, and what never ends one.
  private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "？", "！", "）", "》", "”", "’", ")", ","]
  private static let opening: Set<Character> = ["（", "《", "“", "‘", "("]
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
