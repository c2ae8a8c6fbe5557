/// How one cost grows with one size.
struct ScaleTable: Codable, Sendable {
  var title: String
  var head: [String]
  var rows: [[Double]]

  var text: String {
    let lines = rows.map { row in "| " + row.map(Report.text).joined(separator: " | ") + " |" }
    let rule = "|" + head.map { _ in " ---: |" }.joined()
    return (["### \(title)", "", "| " + head.joined(separator: " | ") + " |", rule] + lines).joined(separator: "\n")
  }
}
