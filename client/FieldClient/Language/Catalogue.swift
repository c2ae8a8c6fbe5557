/// All that Godwit says, in the languages other than the one in which it is written.
///
/// The key is the English text. There are three parts, because one English text can mean three things: titles of columns
/// and cards, words that columns hold, and phrases. Two meanings within one part need two English texts.
public struct Catalogue: Sendable {
  public static let chinese = Catalogue(
    titles: ChineseTitles.all, words: ChineseWords.all, phrases: ChinesePhrases.all)

  public let titles: [String: String]
  public let words: [String: String]
  public let phrases: [String: String]

  /// - Parameters: each a list of texts with a line `English => 中文` for each entry.
  init(titles: [String], words: [String], phrases: [String]) {
    self.titles = Self.entries(titles)
    self.words = Self.entries(words)
    self.phrases = Self.entries(phrases)
  }

  /// The title of a column or of a part; capitals make no other title.
  public static func title(_ english: String, in language: Language) -> String {
    guard language == .chinese else { return english }
    return chinese.titles[english] ?? chinese.titles[english.lowercased()] ?? english
  }

  /// What a column holds that has a fixed list of words; any other text as it is.
  public static func word(_ english: String, in language: Language) -> String {
    language == .chinese ? chinese.words[english] ?? english : english
  }

  /// The template of a phrase; nil where the English is the one to use.
  static func phrase(_ key: String, in language: Language) -> String? {
    language == .chinese ? chinese.phrases[key] : nil
  }

  /// Lines without the arrow are headings.
  private static func entries(_ texts: [String]) -> [String: String] {
    var entries = [String: String]()
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      let parts = line.split(separator: arrow, maxSplits: 1)
      if parts.count == 2 { entries[String(parts[0])] = String(parts[1]) }
    }
    return entries
  }

  private static let arrow = " => "
}
