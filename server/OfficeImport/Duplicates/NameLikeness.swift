/// How alike two names are, from 0 to 100: the share of letter pairs that both have (Sørensen and Dice).
enum NameLikeness {
  static func of(_ left: [String], _ right: [String]) -> Int {
    let a = pairs(of: left)
    let b = pairs(of: right)
    if a.isEmpty || b.isEmpty { return 0 }
    var left = [String: Int]()
    for pair in a { left[pair, default: 0] += 1 }
    var common = 0
    for pair in b where (left[pair] ?? 0) > 0 {
      left[pair, default: 0] -= 1
      common += 1
    }
    return 200 * common / (a.count + b.count)
  }

  /// Pairs of neighbouring letters in each word, its ends marked, so that short words count too.
  private static func pairs(of words: [String]) -> [String] {
    words.flatMap { word in
      let letters = Array(" " + word + " ")
      return (1..<letters.count).map { String(letters[($0 - 1)...$0]) }
    }
  }
}
