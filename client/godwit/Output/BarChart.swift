/// Figures as bars: in the terminal beside the rows, or as a picture.
struct BarChart {
  struct Bar {
    var label: String
    var value: Double
    /// The value as it is written at the bar.
    var text: String
  }

  var title: String
  var bars: [Bar]

  /// Columns of the longest bar in the terminal.
  static let width = 24

  /// A bar for each value, of eighths of a character; nothing for what is not above zero.
  var lines: [String] {
    let longest = bars.map(\.value).max() ?? 0
    return bars.map { bar in
      guard longest > 0, bar.value > 0 else { return "" }
      let eighths = max(1, Int((bar.value / longest * Double(Self.width * 8)).rounded()))
      return String(repeating: "█", count: eighths / 8) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    }
  }

  /// A scalable picture (SVG 1.1), one bar a line.
  var svg: String {
    let (lineHeight, left, length) = (24, 220, 420)
    let longest = bars.map(\.value).max() ?? 0
    let height = 48 + bars.count * lineHeight
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="800" height="\(height)" viewBox="0 0 800 \(height)" \
      font-family="sans-serif" font-size="13">
      <title>\(Self.escaped(title))</title>
      <rect width="800" height="\(height)" fill="#ffffff"/>
      <text x="16" y="26" font-size="16" font-weight="bold">\(Self.escaped(title))</text>

      """
    for (index, bar) in bars.enumerated() {
      let top = 40 + index * lineHeight
      let width = longest > 0 && bar.value > 0 ? max(1, Int((bar.value / longest * Double(length)).rounded())) : 0
      let label = DisplayWidth.truncated(Printable.line(bar.label), to: 28)
      text += """
        <text x="\(left - 8)" y="\(top + 15)" text-anchor="end">\(Self.escaped(label))</text>
        <rect x="\(left)" y="\(top + 3)" width="\(width)" height="16" fill="#2b6cb0"/>
        <text x="\(left + width + 6)" y="\(top + 15)" fill="#444444">\(Self.escaped(Printable.line(bar.text)))</text>

        """
    }
    return text + "</svg>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
