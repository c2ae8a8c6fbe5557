import ArgumentParser
import Foundation
import PlantedBugs
import Simulator

struct PlantedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "planted", abstract: "Makes planted mistakes one by one, and fails if the simulator misses one.",
    discussion: "Needs a build with the package trait PlantedBugs.")

  @Argument(help: "The mistakes; all when none is named.", transform: PlantedBug.named)
  var bugs: [PlantedBug] = []

  @Option(help: "How many seeds are played in search of one mistake; without it as many as each is allowed.")
  var seedsMax: UInt64?

  @Option(help: "A file to write the table to, as Markdown.")
  var markdown: String?

  @Flag(help: "Print the table for programs.")
  var json = false

  mutating func run() throws {
    guard Planting.isPossible else { throw ValidationError("\(Planting.Failure.notBuilt)") }
    if !json { print(PlantedReport.heading) }
    var report = PlantedReport()
    var soundness = PlantedHunt.Soundness()
    for bug in bugs.isEmpty ? PlantedBug.allCases : bugs {
      let outcome = try PlantedHunt(bug, seedsMax: seedsMax).run(&soundness)
      report.add(outcome)
      if !json { print(PlantedReport.line(outcome)) }
      fflush(nil)
    }
    print(json ? try report.json() : report.summary)
    if let markdown {
      let page = report.markdown(date: Self.today, command: "simulate planted")
      try Data(page.utf8).write(to: URL(fileURLWithPath: markdown))
    }
    if !report.missed.isEmpty { throw ExitCode.failure }
  }

  private static var today: String {
    Date().formatted(.iso8601.year().month().day().dateSeparator(.dash))
  }
}
