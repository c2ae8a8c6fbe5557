import FieldSales

extension Catalogue {
  /// A sentence that a rule wrote in English into a row or a rejection, such as why an order is on hold. What fits none
  /// of them, because a person wrote it, stays as it is.
  public static func sentence(_ english: String, in language: Language) -> String {
    language == .chinese ? chinese.translated(english) ?? english : english
  }

  /// Values may be sentences themselves, or words, or amounts; each is shorter than the text it stands in.
  private func translated(_ english: String) -> String? {
    for (pattern, translation) in sentences {
      guard let values = pattern.values(in: english) else { continue }
      return Phrase.filled(translation, with: values.map { translated($0) ?? words[$0] ?? amount($0) ?? $0 })
    }
    return nil
  }

  /// `100.00 EUR` with the currency as people call it.
  private func amount(_ text: String) -> String? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, Decimals.scaled(String(parts[0]), digits: 6) != nil, let currency = words[String(parts[1])]
    else { return nil }
    return "\(parts[0]) \(currency)"
  }

  /// Those that say most in front, so that a general one takes no text from a closer one.
  static func patterns(_ texts: [String]) -> [(SentencePattern, String)] {
    lines(texts).map { (SentencePattern($0.key), $0.translation) }
      .sorted { ($0.0.weight, $0.1) > ($1.0.weight, $1.1) }
  }
}
