import ChangeModel

/// Finds rows that look alike: rows that share a key are compared, and each pair gets a score with its reasons.
public struct DuplicateSearch {
  /// A key that more rows share tells nothing, and would make pairs without end.
  public static let blockMax = 60
  /// A telephone number that more rows share is a switchboard, or made up, and speaks for nothing.
  public static let phoneRowsMax = 5

  private struct Form {
    var card: PartyCard
    var words: [String]
    var phone: String?
    var email: String
    var taxID: String
    var address: String
  }

  private let forms: [Form]

  public init(_ cards: [PartyCard]) {
    var shared = [String: Int]()
    for card in cards { if let phone = MatchForm.phone(card.phone) { shared[phone, default: 0] += 1 } }
    forms = cards.sorted { ($0.code, $0.id) < ($1.code, $1.id) }.map { card in
      Form(
        card: card, words: MatchForm.words(of: card.name),
        phone: MatchForm.phone(card.phone).flatMap { shared[$0, default: 0] <= Self.phoneRowsMax ? $0 : nil },
        email: card.email.trimmed.lowercased(), taxID: MatchForm.plain(card.taxID),
        address: MatchForm.plain(card.street + card.postalCode + card.city))
    }
  }

  /// The pairs from the score on, the likeliest first.
  public func pairs(from scoreMin: Int) -> [DuplicatePair] {
    var blocks = [String: [Int]]()
    for (index, form) in forms.enumerated() {
      for key in Self.keys(of: form) { blocks[key, default: []].append(index) }
    }
    var seen = Set<[Int]>()
    var found = [DuplicatePair]()
    for members in blocks.values where members.count > 1 && members.count <= Self.blockMax {
      for (place, left) in members.enumerated() {
        for right in members[(place + 1)...] where seen.insert([left, right]).inserted {
          let pair = judged(forms[left], forms[right])
          if pair.score >= scoreMin { found.append(pair) }
        }
      }
    }
    return found.sorted {
      ($1.score, $0.left.code, $0.right.code, $0.left.id, $0.right.id)
        < ($0.score, $1.left.code, $1.right.code, $1.left.id, $1.right.id)
    }
  }

  private static func keys(of form: Form) -> Set<String> {
    var keys = Set<String>()
    if let phone = form.phone { keys.insert("p" + phone) }
    if form.email.contains("@") { keys.insert("e" + form.email) }
    if form.taxID.count > 3 { keys.insert("t" + form.taxID) }
    if form.address.count > 6 { keys.insert("a" + form.address) }
    keys.insert("n" + form.words.sorted().joined().prefix(24))
    for word in form.words where word.count > 3 { keys.insert("w" + word) }
    // Words of Chinese are not divided by blanks, and a slip of the pen leaves one half of a word whole.
    for word in form.words where word.utf8.count > word.count * 2 {
      let letters = Array(word)
      for start in letters.indices.dropLast() { keys.insert("h" + String(letters[start...(start + 1)])) }
    }
    let initials = form.words.map { String($0.prefix(3)) }.joined()
    if initials.count > 2 { keys.insert("i" + initials) }
    return keys
  }

  private func judged(_ left: Form, _ right: Form) -> DuplicatePair {
    let likeness = NameLikeness.of(left.words, right.words)
    var score = likeness * 60 / 100
    var reasons = [likeness == 100 ? "same name" : "names \(likeness) % alike"]
    func add(_ points: Int, _ reason: String) {
      score += points
      reasons.append(reason)
    }
    if !left.taxID.isEmpty, !right.taxID.isEmpty {
      if left.taxID == right.taxID { add(40, "same tax number") } else { add(-30, "other tax number") }
    }
    if let phone = left.phone, phone == right.phone { add(25, "same phone") }
    if left.email.contains("@"), left.email == right.email { add(25, "same mail address") }
    if left.address.count > 6, left.address == right.address {
      add(25, "same address")
    } else if !left.card.city.isEmpty, !right.card.city.isEmpty {
      let isSame = MatchForm.plain(left.card.city) == MatchForm.plain(right.card.city)
      add(isSame ? 10 : -15, isSame ? "same town" : "other town")
    }
    if let parent = left.card.parent, parent == right.card.parent { add(20, "at the same customer") }
    return DuplicatePair(
      score: min(100, max(0, score)), left: .init(left.card), right: .init(right.card), reasons: reasons)
  }
}
