extension FileProfile {
  /// The profile for people.
  public var lines: [String] {
    var lines = ["\(file): \(rows) rows, \(columns.count) columns"]
    if faulty > 0 { lines.append("  \(faulty) rows have a wrong number of fields or wrong quotation marks") }
    if repeated > 0 { lines.append("  \(repeated) rows repeat an earlier one exactly") }
    lines.append(
      keys.isEmpty
        ? "  no column alone is a key"
        : "  may be the key, with another value in each row: \(keys.joined(separator: ", "))")
    for column in columns { lines += [""] + column.lines }
    return lines
  }
}

extension ColumnProfile {
  fileprivate var lines: [String] {
    var lines = ["\(name): \(form), \(isCut ? "over " : "")\(different) different, \(empty) empty"]
    if different > 0 { lines.append("  from \(short(least)) to \(short(greatest))") }
    if let most = common.first, most.rows > 1 { lines.append("  most common: \(list(common))") }
    if form == "text" || shapeCount > 1 { lines.append("  \(shapeCount) shapes: \(list(shapes))") }
    if withEdgeBlanks > 0 { lines.append("  look: \(withEdgeBlanks) with blanks at an end; `| spaces` removes them") }
    if misread > 0 { lines.append("  look: \(misread) read in a wrong encoding before; `| repair` puts them right") }
    if nearlyEqual > 0 { lines.append("  look: \(nearlyEqual) values differ from another by case or blanks alone") }
    if outlierRows > 0 { lines.append("  look: \(outlierRows) far out: \(list(outliers))") }
    if form.contains(" or ") && form.hasPrefix("date") {
      lines.append("  look: day and month cannot be told apart; choose the pattern yourself")
    }
    return lines
  }

  private func list(_ values: [Counted]) -> String {
    values.map { "\(short($0.value)) (\($0.rows))" }.joined(separator: ", ")
  }

  private func short(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}
