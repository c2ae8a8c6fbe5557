/// Names as people write them.
enum NameForm {
  /// - Parameter text: with single blanks.
  static func applied(to text: String) -> String {
    let straight = String(text.map { apostrophes.contains($0) ? "'" : $0 })
    let words = straight.split(separator: " ").map(String.init)
    let joined = withoutBlanksBetweenIdeographs(words)
    guard isShouted(straight) || isWhispered(straight) else { return joined.joined(separator: " ") }
    return joined.enumerated().map { index, word in cased(word, isFirst: index == 0) }.joined(separator: " ")
  }

  private static let apostrophes: Set<Character> = ["\u{2019}", "\u{2018}", "\u{60}", "\u{B4}"]
  /// Forms of companies and the like, by their small letters.
  private static let fixed = [
    "gmbh": "GmbH", "ag": "AG", "kg": "KG", "ohg": "OHG", "ug": "UG", "ltd": "Ltd", "ltd.": "Ltd.", "llc": "LLC",
    "llp": "LLP", "plc": "PLC", "inc": "Inc", "inc.": "Inc.", "sa": "SA", "s.a.": "S.A.", "sarl": "SARL",
    "bv": "BV", "nv": "NV", "ab": "AB", "oy": "Oy", "spa": "SpA", "co.": "Co.", "usa": "USA", "uk": "UK",
  ]
  private static let small: Set<String> = ["and", "of", "the", "de", "del", "la", "und", "van", "von", "et", "y", "da"]

  private static func isShouted(_ text: String) -> Bool {
    text.count(where: \.isUppercase) > 3 && !text.contains(where: \.isLowercase)
  }

  private static func isWhispered(_ text: String) -> Bool {
    text.contains(where: \.isLowercase) && !text.contains(where: \.isUppercase)
  }

  private static func cased(_ word: String, isFirst: Bool) -> String {
    let lower = word.lowercased()
    if let fixed = fixed[lower] { return fixed }
    if small.contains(lower), !isFirst { return lower }
    var result = ""
    var isAtStart = true
    for character in lower {
      result += isAtStart ? character.uppercased() : String(character)
      // The second half of O'Brien and of Meier-Schulz begins with a capital, the s of Joe's does not.
      let rest = lower.dropFirst(result.count)
      isAtStart = character == "-" || character == "." || character == "'" && rest.count > 1
    }
    return result
  }

  /// A Chinese name that was filled in with a blank is one word all the same.
  private static func withoutBlanksBetweenIdeographs(_ words: [String]) -> [String] {
    var result = [String]()
    for word in words {
      if let last = result.last, last.unicodeScalars.last.map(isIdeograph) == true,
        word.unicodeScalars.first.map(isIdeograph) == true
      {
        result[result.count - 1] = last + word
      } else {
        result.append(word)
      }
    }
    return result
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }
}
