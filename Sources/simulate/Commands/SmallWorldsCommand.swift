import ArgumentParser
import Foundation
import Simulator

/// `simulate small-worlds`: every world of a small size.
struct SmallWorldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "small-worlds",
    abstract: "Plays every world of two devices, a server, a few operations and at most one crash.",
    discussion: """
      With 2 operations: one on each device. With 3 and 4: also two on one device, and two on both, of those that bear \
      on each other most.
      """)

  @Option(help: "How many operations a world has at most: 2, 3 or 4.")
  var operations = 4

  @Option(help: "Play one world again, as a failure names it.")
  var replay: String?

  @Option(help: "Play the worlds of one program alone, such as 'phone+notes|delete-customer'.")
  var program: String?

  @Flag(help: "Let every operation of the alphabet meet every other.")
  var allPairs = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func run() throws {
    let folder = try TemporaryFolder()
    let worlds = try SmallWorlds(folder: folder.url)
    if let replay { return try show(worlds, replay) }
    for family in try families() {
      let before = worlds.report
      let start = clock()
      for (index, program) in family.programs.enumerated() {
        let failures = worlds.report.failures.count
        try worlds.play(program)
        for failure in worlds.report.failures.dropFirst(failures).prefix(1) { tell(failure) }
        if isatty(STDERR_FILENO) != 0 { note("\(family.name): \(index + 1) of \(family.programs.count)") }
      }
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      progress(family.name, before, worlds.report, seconds: seconds)
      fflush(nil)
    }
    try finish(worlds.report)
  }

  private func families() throws -> [SmallFamily] {
    guard let name = program else { return SmallFamily.families(operations: operations, allPairs: allPairs) }
    guard let program = SmallProgram(name: name) else {
      let words = SmallOperation.alphabet.map(\.name).joined(separator: ", ")
      throw ValidationError("A program is Ann's operations, a bar, and Mia's: phone+notes|move. There are: \(words).")
    }
    return [SmallFamily(name, [program])]
  }

  /// Progress for a person who watches, not for what is kept.
  private func note(_ text: String) {
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  private func tell(_ failure: SmallFailure) {
    if json { return }
    print("simulate small-worlds --replay '\(failure.name)'")
    for fault in failure.faults { print("  \(fault)") }
  }

  private func show(_ worlds: SmallWorlds, _ name: String) throws {
    let (history, faults) = try worlds.replay(name)
    for line in history { print(line) }
    print(faults.isEmpty ? "All is well at the end." : "At the end:")
    for fault in faults { print("  \(fault)") }
    if !faults.isEmpty { throw ExitCode.failure }
  }

  private func progress(_ name: String, _ before: SmallReport, _ after: SmallReport, seconds: Double) {
    if json { return }
    func column(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    if before.programs == 0 {
      print("family                          programs       worlds   endings     steps  CPU s  failures")
    }
    let figures = [
      (after.programs - before.programs, 8), (after.worlds - before.worlds, 12),
      (after.endings - before.endings, 9), (after.steps - before.steps, 9),
    ]
    let cells = figures.map { column("\($0.0)", $0.1) } + [column(String(format: "%.1f", seconds), 6)]
    let failures = column("\(after.failures.count - before.failures.count)", 9)
    print(name.padding(toLength: 31, withPad: " ", startingAt: 0), cells.joined(separator: " "), failures)
  }

  private func finish(_ report: SmallReport) throws {
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      print("\(report.worlds) worlds, \(report.failures.count) failures")
    }
    if !report.failures.isEmpty { throw ExitCode.failure }
  }
}
