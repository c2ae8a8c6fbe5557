import Foundation
import PlantedBugs

/// What a campaign against planted mistakes came to, for people, programs and the documentation.
public struct PlantedReport: Sendable {
  public private(set) var outcomes: [PlantedHunt.Outcome] = []

  public init() {}

  public mutating func add(_ outcome: PlantedHunt.Outcome) { outcomes.append(outcome) }

  public var missed: [PlantedBug] { outcomes.filter { !$0.isCaught }.map(\.bug) }

  /// The heading of the lines.
  public static let heading = line("mistake", "found by", "seeds", "CPU s")

  public static func line(_ outcome: PlantedHunt.Outcome) -> String {
    line(
      outcome.bug.rawValue, outcome.failure?.check ?? "NOT FOUND", "\(outcome.seeds)", seconds(outcome.cpuSeconds))
  }

  public var summary: String {
    let seeds = outcomes.reduce(0) { $0 + $1.seeds }
    let cpu = outcomes.reduce(0) { $0 + $1.cpuSeconds }
    let missing = missed.isEmpty ? "" : "; not found: \(missed.map(\.rawValue).joined(separator: ", "))"
    return "\(outcomes.count - missed.count) of \(outcomes.count) planted mistakes found, with \(seeds) seeds in "
      + "\(seconds(cpu)) CPU seconds\(missing)"
  }

  /// - Parameters:
  ///   - date: of the run, as YYYY-MM-DD.
  ///   - command: that made it.
  public func markdown(date: String, command: String) -> String {
    var lines = [
      "# Planted bugs", "",
      "Mistakes that somebody could make, planted in the product behind a package trait, and what the simulator needs to",
      "find each: `\(command)`, \(date). \(summary).", "",
      "Each must be found within \(PlantedHunter.worlds.seedsMax) seeds of small worlds. A checker named `cuts` is the",
      "power-cut campaign, of which a seed makes 200 cuts and 50 failing calls, and which has",
      "\(PlantedHunter.powerCuts(.server).seedsMax) seeds. Seeds begin with 1 for each mistake.", "",
      "A public project in the third column suffered from the like; none stands where we know of none. How to plant one",
      "of your own: [how-to-break-godwit.md](how-to-break-godwit.md).", "",
      "| mistake | what is wrong | suffered by | found by | seeds | CPU seconds |",
      "| --- | --- | --- | --- | ---: | ---: |",
    ]
    for outcome in outcomes {
      let story = outcome.bug.story
      let check = outcome.failure.map { "`\($0.check)`" } ?? "not found"
      lines.append(
        "| `\(outcome.bug.rawValue)` | \(story.mistake) | \(story.suffered ?? "") | \(check) | \(outcome.seeds) "
          + "| \(seconds(outcome.cpuSeconds)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() throws -> String {
    struct Form: Encodable {
      var bug: String
      var check: String?
      var detail: String?
      var seeds: UInt64
      var cpuSeconds: Double
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let forms = outcomes.map {
      Form(
        bug: $0.bug.rawValue, check: $0.failure?.check, detail: $0.failure?.detail, seeds: $0.seeds,
        cpuSeconds: $0.cpuSeconds)
    }
    return String(decoding: try encoder.encode(forms), as: UTF8.self)
  }

  private static func line(_ bug: String, _ check: String, _ seeds: String, _ cpu: String) -> String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return bug.padding(toLength: 28, withPad: " ", startingAt: 0)
      + check.padding(toLength: 26, withPad: " ", startingAt: 0) + right(seeds, 6) + right(cpu, 9)
  }
}

private func seconds(_ seconds: Double) -> String { String(format: "%.2f", seconds) }
