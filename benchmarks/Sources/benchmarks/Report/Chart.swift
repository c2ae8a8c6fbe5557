import Foundation

/// Each figure that must reach something, as a bar against it: left of the line is better.
struct Chart {
  let figures: [Figure]

  private static let (barLeft, unitWidth, rowHeight) = (290.0, 240.0, 22.0)
  /// Longer bars end here, and say by how much they are longer.
  private static let longest = 2.0

  var svg: String {
    let rows = figures.filter { $0.must != nil }
    let height = Self.rowHeight * Double(rows.count) + 50
    let line = Self.barLeft + Self.unitWidth
    let bars = rows.enumerated().map { bar($1, y: 34 + Self.rowHeight * Double($0)) }.joined(separator: "\n")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="1000" height="\(Int(height))" font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="\(line)" y="20" text-anchor="middle" fill="#555555">what must be; shorter is better</text>
      \(bars)
      <line x1="\(line)" y1="28" x2="\(line)" y2="\(height - 12)" stroke="#333333" stroke-dasharray="4 3"/>
      </svg>
      """
  }

  private func bar(_ figure: Figure, y: Double) -> String {
    let must = figure.must ?? 1
    let (dividend, divisor) = figure.isMoreBetter ? (must, figure.value) : (figure.value, must)
    let share = dividend / max(divisor, .leastNormalMagnitude)
    let width = Self.unitWidth * min(share, Self.longest)
    let color = figure.isMet == true ? "#2f7d5b" : "#b3542e"
    let value = "\(Report.text(figure.value)) \(figure.unit) (must \(Report.text(must)))"
    return """
      <text x="\(Self.barLeft - 8)" y="\(y + 12)" text-anchor="end" fill="#222222">\(Self.escaped(figure.name))</text>
      <rect x="\(Self.barLeft)" y="\(y)" width="\(String(format: "%.1f", width))" height="15" fill="\(color)"/>
      <text x="\(String(format: "%.1f", Self.barLeft + width + 6))" y="\(y + 12)" fill="#444444">\(Self.escaped(value))</text>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
