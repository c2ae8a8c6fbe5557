import Foundation

/// The checkout that these tests stand in.
enum House {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The Swift files below a folder of the checkout, as paths from the root, in order.
  static func swiftFiles(below folder: String) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    return paths.filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
  }

  /// The modules that a Swift text imports.
  static func imports(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place < 2, words.count > place + 1 else { return nil }
      guard place == 0 || words[0].hasPrefix("@") else { return nil }
      return words[place + 1].split(separator: ".").first.map(String.init)
    }
  }

  /// A row of the table of modules in ARCHITECTURE.md.
  struct Room {
    var name: String
    var folder: String
    var isPure: Bool
    var mayImport: Set<String>
  }

  static func rooms() throws -> [Room] {
    try text("ARCHITECTURE.md").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count == 4 else { return nil }
      func bare(_ text: String) -> String { text.replacingOccurrences(of: "`", with: "") }
      let imports = bare(cells[3]).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      return Room(
        name: bare(cells[0]), folder: bare(cells[1]), isPure: cells[2] == "pure",
        mayImport: Set(imports.filter { $0 != "-" }))
    }
  }
}
