import FieldClient

/// Numbers with their nouns.
enum Count {
  static func of(_ number: Int, _ noun: String) -> Phrase { Phrase(counting: number, noun) }
}
