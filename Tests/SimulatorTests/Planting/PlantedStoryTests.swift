import Foundation
import PlantedBugs
import Testing

@testable import Simulator

@Suite struct PlantedStoryTests {
  /// The source says of each mistake what the published table says.
  @Test func storiesAreTheDocComments() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/PlantedBugs/PlantedBug.swift").standardizedFileURL
    let comments = Self.comments(try String(contentsOf: file, encoding: .utf8))
    #expect(comments.count == PlantedBug.allCases.count)
    for bug in PlantedBug.allCases {
      let story = bug.story
      #expect(comments[bug.rawValue] == story.mistake + (story.suffered.map { " (\($0))" } ?? ""))
    }
  }

  @Test func withoutTheTrait_nothingCanBePlanted() throws {
    #expect(!Planting.isPossible)
    var soundness = PlantedHunt.Soundness()
    #expect(throws: Planting.Failure.self) { try PlantedHunt(.noTieBreak).run(&soundness) }
    try Planting.plant(nil)
  }

  @Test func aMistakeThatIsNotFound_isSaid() {
    var report = PlantedReport()
    report.add(
      PlantedHunt.Outcome(
        bug: .noTieBreak, failure: CheckFailure("finallyAsTheModel", "x"), seeds: 3, cpuSeconds: 0.5))
    report.add(PlantedHunt.Outcome(bug: .cascadeNotTold, failure: nil, seeds: 200, cpuSeconds: 30))
    #expect(report.missed == [.cascadeNotTold])
    #expect(
      report.summary
        == "1 of 2 planted mistakes found, with 203 seeds in 30.50 CPU seconds; not found: cascadeNotTold")
    #expect(report.markdown(date: "2026-01-01", command: "x").contains("| `finallyAsTheModel` | 3 | 0.50 |"))
  }

  /// The doc comment of each case, in one line.
  private static func comments(_ source: String) -> [String: String] {
    var comments: [String: String] = [:]
    var words: [String] = []
    for line in source.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasPrefix("/// ") {
        words.append(String(line.dropFirst(4)))
      } else {
        if line.hasPrefix("case ") { comments[String(line.dropFirst(5))] = words.joined(separator: " ") }
        words = []
      }
    }
    return comments
  }
}
