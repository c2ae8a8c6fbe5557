/// A text cut into the pieces that a merge keeps whole: words, runs of white space, and single other characters.
enum TextPieces {
  static func of(_ text: String) -> [Substring] {
    var pieces = [Substring]()
    var start = text.startIndex
    var kind: Kind?
    for index in text.indices {
      let next = Kind(text[index])
      if let kind, kind != next || kind == .single {
        pieces.append(text[start..<index])
        start = index
      }
      kind = next
    }
    if start < text.endIndex { pieces.append(text[start...]) }
    return pieces
  }

  private enum Kind {
    case word, space, single

    init(_ character: Character) {
      if character.isWhitespace {
        self = .space
      } else if character.isASCII || character.unicodeScalars.first.map({ $0.value < 0x2E80 }) == true {
        self = character.isLetter || character.isNumber ? .word : .single
      } else {
        // Scripts that write without spaces, such as Chinese, merge character by character.
        self = .single
      }
    }
  }
}

/// A stretch of the base that was replaced.
struct TextHunk: Equatable {
  /// Indices of the base's pieces; empty for an insertion.
  var base: Range<Int>
  var replacement: ArraySlice<Substring>
}

/// The least edits from one list of pieces to another (Myers, "An O(ND) Difference Algorithm", 1986).
enum TextDiff {
  /// Beyond so many edits the differing middle counts as one replacement: what a merge of it would give is no use to
  /// a reader, and the search would cost the square of it.
  static let editsMax = 1_000

  static func hunks(from base: [Substring], to other: [Substring]) -> [TextHunk] {
    var prefix = 0
    while prefix < min(base.count, other.count), base[prefix] == other[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(base.count, other.count) - prefix,
      base[base.count - 1 - suffix] == other[other.count - 1 - suffix]
    { suffix += 1 }
    let old = base[prefix..<base.count - suffix]
    let new = other[prefix..<other.count - suffix]
    if old.isEmpty && new.isEmpty { return [] }
    guard !old.isEmpty, !new.isEmpty, let matches = matches(Array(old), Array(new)) else {
      return [TextHunk(base: old.indices, replacement: new)]
    }
    return gaps(between: matches, old: old, new: new)
  }

  /// The stretches between matched pieces.
  private static func gaps(
    between matches: [(old: Int, new: Int)], old: ArraySlice<Substring>, new: ArraySlice<Substring>
  ) -> [TextHunk] {
    var hunks = [TextHunk]()
    var (oldStart, newStart) = (old.startIndex, new.startIndex)
    for match in matches + [(old: old.count, new: new.count)] {
      let (oldEnd, newEnd) = (old.startIndex + match.old, new.startIndex + match.new)
      if oldStart < oldEnd || newStart < newEnd {
        hunks.append(TextHunk(base: oldStart..<oldEnd, replacement: new[newStart..<newEnd]))
      }
      (oldStart, newStart) = (oldEnd + 1, newEnd + 1)
    }
    return hunks
  }

  /// The pairs of equal pieces on a shortest edit path, ascending; nil beyond `editsMax` edits.
  private static func matches(_ old: [Substring], _ new: [Substring]) -> [(old: Int, new: Int)]? {
    let limit = min(old.count + new.count, editsMax)
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var trace = [[Int]]()
    for edits in 0...limit {
      trace.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let goesDown =
          diagonal == -edits
          || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1])
        var x = goesDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
        while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal] { x += 1 }
        furthest[middle + diagonal] = x
        if x >= old.count && x - diagonal >= new.count {
          return path(trace, middle: middle, edits: edits, end: (old.count, new.count))
        }
      }
    }
    return nil
  }

  /// Walks the trace backwards and collects the diagonal steps.
  private static func path(
    _ trace: [[Int]], middle: Int, edits: Int, end: (Int, Int)
  ) -> [(old: Int, new: Int)] {
    var matches = [(old: Int, new: Int)]()
    var (x, y) = end
    for step in stride(from: edits, through: 0, by: -1) {
      let furthest = trace[step]
      let diagonal = x - y
      let goesDown =
        diagonal == -step
        || (diagonal != step && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1])
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let fromX = step == 0 ? 0 : furthest[middle + previous]
      let fromY = step == 0 ? 0 : fromX - previous
      while x > fromX && y > fromY {
        x -= 1
        y -= 1
        matches.append((old: x, new: y))
      }
      (x, y) = (fromX, fromY)
    }
    return matches.reversed()
  }
}
