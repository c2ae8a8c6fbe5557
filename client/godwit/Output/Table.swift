/// Rows of texts as aligned columns.
struct Table {
  struct Heading {
    var title: String
    /// Whether the column is a number, aligned on the right.
    var isNumber = false
    /// Whether the column is never cut.
    var isRigid = false
  }

  static let gap = "  "
  /// A column is not cut below this width.
  static let widthMin = 6

  var headings: [Heading]
  var rows: [[String]]

  /// The lines, heading first; no wider than `width` where that can be.
  func lines(width: Int?, paint: Paint) -> [String] {
    let widths = widths(fitting: width)
    let heading = paint.bold(line(headings.map(\.title), widths))
    return [heading] + rows.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let parts = cells.indices.map { index in
      DisplayWidth.padded(
        DisplayWidth.truncated(cells[index], to: widths[index]), to: widths[index],
        onTheRight: headings[index].isNumber)
    }
    let line = parts.joined(separator: Self.gap)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Each column as wide as its widest cell; the widest texts give way until the line fits.
  private func widths(fitting width: Int?) -> [Int] {
    var widths = headings.indices.map { index in
      rows.reduce(DisplayWidth.of(headings[index].title)) { max($0, DisplayWidth.of($1[index])) }
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { !headings[$0].isRigid && widths[$0] > Self.widthMin }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
