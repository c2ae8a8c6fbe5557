/// A line that the argument parser wrote, taken apart into what is typed and what is for people.
struct HelpLine: Equatable {
  /// Where the parser begins what it says of an option or a subcommand.
  static let textColumn = 26

  /// The spaces in front, or the first column: the option or subcommand that the text is about.
  let label: String
  let text: String

  /// - Parameter line: as the parser writes it where the terminal is wide enough for all.
  init(_ line: Substring) {
    let isRow = line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.hasPrefix("  See '")
    if isRow {
      let gap = line.index(line.startIndex, offsetBy: Self.textColumn - 1, limitedBy: line.endIndex) ?? line.endIndex
      let hasText = gap < line.endIndex && line[gap] == " "
      label = String(hasText ? line.prefix(Self.textColumn) : line)
      text = String(hasText ? line.dropFirst(Self.textColumn) : "")
    } else {
      label = String(line.prefix { $0 == " " })
      text = String(line.dropFirst(label.count))
    }
  }

  /// Whether it says how a command is written: nobody breaks such a line.
  var isUsage: Bool { text.lowercased().hasPrefix("usage: ") }
}
