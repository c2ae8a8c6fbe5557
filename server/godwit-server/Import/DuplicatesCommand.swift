import ArgumentParser
import Foundation
import Hub
import HubServer
import OfficeImport

struct DuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Lists customers or contacts that may be one and the same.",
    discussion: """
      Each pair has a score from 0 to 100 and its reasons; the likeliest come first. Nothing is changed: with `--out` the \
      list is a CSV file with a column `decision` for somebody to fill in.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case customers, contacts }

  @OptionGroup var hub: HubOptions

  @Argument(help: "What to compare: customers or contacts.")
  var kind: Kind = .customers

  @Option(help: "The least score to be listed.")
  var minScore = 70

  @Option(help: ArgumentHelp("Write the list to a CSV file.", valueName: "file"))
  var out: String?

  func run() async throws {
    let pairs = try await hub.withLink { link in
      var cards = [PartyCard]()
      try await link.forEachRow(of: kind.rawValue) { cards.append(PartyCard(id: $0.id, values: $0.values)) }
      return DuplicateSearch(cards).pairs(from: minScore)
    }
    if let out {
      guard FileManager.default.createFile(atPath: out, contents: Data(sheet(pairs).utf8)) else {
        throw OfficeFault("\(out) cannot be written. Check the folder and your rights there.")
      }
    }
    try hub.print(pairs) { pairs in
      pairs.isEmpty
        ? ["no two \(kind.rawValue) look alike (score \(minScore) or more)"] : pairs.flatMap(\.lines)
    }
  }

  private func sheet(_ pairs: [DuplicatePair]) -> String {
    var text = CSVWriter.line([
      "score", "reasons", "id_1", "code_1", "name_1", "city_1", "phone_1", "id_2", "code_2", "name_2", "city_2",
      "phone_2", "decision",
    ])
    for pair in pairs {
      let (a, b) = (pair.left, pair.right)
      text += CSVWriter.line([
        String(pair.score), pair.reasons.joined(separator: "; "), a.id, a.code, a.name, a.city, a.phone, b.id, b.code,
        b.name, b.city, b.phone, nil,
      ])
    }
    return text
  }
}

extension DuplicatePair {
  fileprivate var lines: [String] {
    ["\(score)  \(reasons.joined(separator: ", "))", "    \(left.line)", "    \(right.line)"]
  }
}

extension DuplicatePair.Side {
  fileprivate var line: String { [code, name, city, phone].filter { !$0.isEmpty }.joined(separator: ", ") }
}
