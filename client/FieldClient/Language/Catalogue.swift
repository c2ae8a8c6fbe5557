/// All that Godwit says, in the languages other than the one in which it is written.
///
/// The key is the English text. There are four parts, because one English text can mean several things: titles of
/// columns and cards, words that columns hold, phrases, and sentences that rules wrote into rows; help stands apart, in
/// `HelpTexts`. Two meanings within one
/// part need two English texts; a word may have a meaning of its own in one column. No key stands twice within a part.
public struct Catalogue: Sendable {
  public static let chinese = Catalogue(
    titles: ChineseTitles.all, words: ChineseWords.all, phrases: ChinesePhrases.all,
    sentences: ChineseSentences.all)

  public let titles: [String: String]
  public let words: [String: String]
  public let phrases: [String: String]
  /// What rules write into rows and rejections.
  let sentences: [(SentencePattern, String)]

  /// - Parameters: each a list of texts with a line `English => 中文` for each entry.
  init(titles: [String], words: [String], phrases: [String], sentences: [String]) {
    self.titles = Self.entries(titles)
    self.words = Self.entries(words)
    self.phrases = Self.entries(phrases)
    self.sentences = Self.patterns(sentences)
  }

  /// The title of a column or of a part; capitals make no other title.
  public static func title(_ english: String, in language: Language) -> String {
    guard language == .chinese else { return english }
    return chinese.titles[english] ?? chinese.titles[english.lowercased()] ?? english
  }

  /// What a column holds that has a fixed list of words; any other text as it is.
  /// - Parameter column: where a word means different things in different columns, the entry `column: word` counts.
  public static func word(_ english: String, of column: String? = nil, in language: Language) -> String {
    guard language == .chinese else { return english }
    return column.flatMap { chinese.words["\($0): \(english)"] } ?? chinese.words[english] ?? english
  }

  /// The template of a phrase; nil where the English is the one to use.
  static func phrase(_ key: String, in language: Language) -> String? {
    language == .chinese ? chinese.phrases[key] : nil
  }

  private static func entries(_ texts: [String]) -> [String: String] {
    var entries = [String: String]()
    for (key, translation) in lines(texts) { entries[key] = translation }
    return entries
  }

  /// The entries as they were written, one after the other; lines without the arrow are headings.
  static func lines(_ texts: [String]) -> [(key: String, translation: String)] {
    texts.flatMap { $0.split(separator: "\n") }.compactMap { line in
      let parts = line.split(separator: arrow, maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  private static let arrow = " => "
}
