/// What the argument parser says: whole texts, and patterns for what it puts together of several.
struct HelpTexts: Sendable {
  /// Apart from the catalogue's other parts, for few runs ask for help.
  static let chinese = HelpTexts(ChineseHelp.all)

  private let whole: [String: String]
  private let composed: [(SentencePattern, String)]

  /// - Parameter texts: each with a line `English => 中文` for each entry.
  private init(_ texts: [String]) {
    var whole = [String: String]()
    for (key, translation) in Catalogue.lines(texts) where !key.contains("{}") { whole[key] = translation }
    self.whole = whole
    composed = Catalogue.patterns(
      texts.flatMap { $0.split(separator: "\n") }.filter { $0.contains("{}") }.map(String.init))
  }

  /// nil for a text that is not known. Names and values that people typed stay as they are.
  func translated(_ english: String) -> String? {
    if let text = whole[english] { return text }
    for (pattern, translation) in composed {
      guard let values = pattern.values(in: english) else { continue }
      return Phrase.filled(translation, with: values.map { translated($0) ?? $0 })
    }
    return nil
  }
}

extension Catalogue {
  /// A sentence of the help, or of an error of the argument parser, which speaks English; nil when the catalogue lacks it.
  public static func help(_ english: String, in language: Language) -> String? {
    language == .chinese ? HelpTexts.chinese.translated(english) : english
  }
}
