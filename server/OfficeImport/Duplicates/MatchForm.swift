import Foundation

/// Texts as they are compared: without case, accents, signs, and the words that say nothing.
enum MatchForm {
  private static let forms: Set<String> = [
    "gmbh", "ag", "kg", "ohg", "co", "ltd", "limited", "llc", "llp", "plc", "inc", "corp", "corporation", "company",
    "sa", "sarl", "sas", "bv", "nv", "ab", "oy", "spa", "srl", "the", "and", "und", "et", "of", "de",
  ]
  private static let chineseForms = ["有限责任公司", "股份有限公司", "有限公司", "公司", "商店", "超市"]

  /// The words of a name.
  static func words(of text: String) -> [String] {
    var plain = folded(text)
    for form in chineseForms { plain = plain.replacing(form, with: " ") }
    let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let telling = words.filter { !forms.contains($0) }
    return telling.isEmpty ? words : telling
  }

  /// The last eight digits, which are the same with and without a country's code; nil for fewer than six.
  static func phone(_ text: String) -> String? {
    let digits = text.filter(\.isASCIIDigit)
    return digits.count < 6 ? nil : String(digits.suffix(8))
  }

  static func plain(_ text: String) -> String { folded(text).filter { $0.isLetter || $0.isNumber } }

  private static func folded(_ text: String) -> String {
    TextForm.spaced(text).folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .replacing("ß", with: "ss").replacing("'", with: "")
  }
}
