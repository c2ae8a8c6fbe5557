import Foundation

/// All figures of a run, as people and programs read them.
struct Report: Codable {
  var machine: Machine
  /// Which workload, how often.
  var workload: String
  var figures: [Figure]
  var scale: [ScaleTable] = []

  /// All tables, in Markdown.
  var text: String { ([figures.isEmpty ? "" : table] + scale.map(\.text)).joined(separator: "\n\n") }

  /// A table in Markdown, which is also what a terminal shows.
  var table: String {
    let head = ["what", "ours", "", "must", "aim", "best peer", "limit", ""]
    let rows = figures.map { figure in
      [
        figure.name, Self.text(figure.value), figure.unit, figure.must.map(Self.text) ?? "",
        figure.aim.map(Self.text) ?? "", figure.peer, figure.limit,
        figure.isMet.map { $0 ? "met" : "NOT MET" } ?? "",
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let isNumber = [false, true, false, true, true, false, false, false]
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return isNumber[column] ? space + cells[column] : cells[column] + space
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = head.indices.map { String(repeating: "-", count: max(3, widths[$0]) - 1) + (isNumber[$0] ? ":" : "-") }
    return ([line(head), "| " + rule.joined(separator: " | ") + " |"] + rows.map(line)).joined(separator: "\n")
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(self)
  }

  /// Counts that are beyond what must be: the same on every machine, so that they can fail a check.
  var brokenCounts: [Figure] { figures.filter { $0.kind == .count && $0.isMet == false } }

  /// Three digits that say something, with commas between thousands.
  static func text(_ value: Double) -> String {
    if value >= 1_000 {
      var digits = String(Int(value.rounded()))
      var groups: [String] = []
      while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
      }
      return ([digits] + groups).joined(separator: ",")
    }
    return value >= 100 || value == value.rounded()
      ? String(Int(value.rounded())) : String(format: value >= 10 ? "%.1f" : "%.2f", value)
  }
}
