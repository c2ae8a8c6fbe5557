import ChangeModel

/// A three-way merge of texts (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007), by words.
///
/// Edits of different places both apply. Edits of the same place are both kept, one after the other; so no word that
/// either side wrote is lost.
public enum TextMerge {
  public struct Result: Hashable, Sendable {
    public var text: String
    /// Whether both sides edited the same place in different ways.
    public var hasOverlap: Bool
  }

  /// - Parameters:
  ///   - base: the text from which both sides started.
  ///   - first: the side whose words come first where both edited the same place.
  public static func merge(base: String, first: String, second: String) -> Result {
    if ExactText.same(first, second) || ExactText.same(base, second) { return Result(text: first, hasOverlap: false) }
    if ExactText.same(base, first) { return Result(text: second, hasOverlap: false) }
    let pieces = TextPieces.of(base)
    var merge = HunkMerge(
      base: pieces, first: TextDiff.hunks(from: pieces, to: TextPieces.of(first)),
      second: TextDiff.hunks(from: pieces, to: TextPieces.of(second)))
    return merge.run()
  }
}

/// Walks two lists of hunks over one base.
private struct HunkMerge {
  let base: [Substring]
  var first: ArraySlice<TextHunk>
  var second: ArraySlice<TextHunk>
  private var text = ""
  private var hasOverlap = false

  init(base: [Substring], first: [TextHunk], second: [TextHunk]) {
    self.base = base
    self.first = first[...]
    self.second = second[...]
  }

  mutating func run() -> TextMerge.Result {
    var position = 0
    while let start = [first.first, second.first].compactMap({ $0?.base.lowerBound }).min() {
      append(base[position..<start])
      let (region, fromFirst, fromSecond) = takeRegion(startingAt: start)
      resolve(region, fromFirst, fromSecond)
      position = region.upperBound
    }
    append(base[position...])
    return TextMerge.Result(text: text, hasOverlap: hasOverlap)
  }

  /// Takes the next hunk, with all hunks of either side that overlap it. Two insertions at one place overlap; an
  /// insertion right before or after a replaced stretch does not.
  private mutating func takeRegion(startingAt start: Int) -> (Range<Int>, [TextHunk], [TextHunk]) {
    let insertion = start..<start
    if first.first?.base == insertion || second.first?.base == insertion {
      let fromFirst = first.first?.base == insertion ? [first.removeFirst()] : []
      let fromSecond = second.first?.base == insertion ? [second.removeFirst()] : []
      return (insertion, fromFirst, fromSecond)
    }
    var end = start + 1
    var (fromFirst, fromSecond) = ([TextHunk](), [TextHunk]())
    while true {
      if let hunk = first.first, hunk.base.lowerBound < end {
        fromFirst.append(first.removeFirst())
        end = max(end, hunk.base.upperBound)
      } else if let hunk = second.first, hunk.base.lowerBound < end {
        fromSecond.append(second.removeFirst())
        end = max(end, hunk.base.upperBound)
      } else {
        return (start..<end, fromFirst, fromSecond)
      }
    }
  }

  private mutating func resolve(_ region: Range<Int>, _ fromFirst: [TextHunk], _ fromSecond: [TextHunk]) {
    if fromSecond.isEmpty { return append(version(of: region, by: fromFirst)) }
    if fromFirst.isEmpty { return append(version(of: region, by: fromSecond)) }
    let (mine, theirs) = (version(of: region, by: fromFirst), version(of: region, by: fromSecond))
    append(mine)
    if mine == theirs { return }
    hasOverlap = true
    // Two words must not grow together.
    if let end = text.last, let begin = theirs.first?.first, !end.isWhitespace, !begin.isWhitespace { text += " " }
    append(theirs)
  }

  /// What one side made of a region of the base.
  private func version(of region: Range<Int>, by hunks: [TextHunk]) -> [Substring] {
    var pieces = [Substring]()
    var position = region.lowerBound
    for hunk in hunks {
      pieces += base[position..<hunk.base.lowerBound]
      pieces += hunk.replacement
      position = hunk.base.upperBound
    }
    return pieces + base[position..<region.upperBound]
  }

  private mutating func append(_ pieces: some Swift.Sequence<Substring>) {
    for piece in pieces { text += piece }
  }
}
