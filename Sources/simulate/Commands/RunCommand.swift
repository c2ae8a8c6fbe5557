import ArgumentParser
import Foundation
import Simulator

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Plays many seeds and stops at nothing but the end.")

  @Option(help: "The first seed.")
  var first: UInt64 = 1

  @Option(help: "How many seeds.")
  var seeds: UInt64 = 100

  @Option(help: "Stop after so many minutes, whatever is left.")
  var minutes: Double?

  @Option(help: "The size of the worlds: small or large.")
  var size: SimulationOptions.Size = .small

  @Option(help: "A file of seeds to play instead, one a line, such as: small 21")
  var file: String?

  @Flag(help: "Copy disks and restore the server as well: not in the default mix yet.")
  var forks = false

  @Flag(help: "Print the hash of each seed's trace.")
  var hashes = false

  @Flag(help: "Print a summary for programs.")
  var json = false

  @Flag(inversion: .prefixedNo, help: "Look for a smaller world in which the same check fails.")
  var shrink = true

  @OptionGroup
  var planting: PlantingOptions

  mutating func run() throws {
    try planting.plant()
    var summary = RunSummary()
    let start = Date()
    for options in try worlds() {
      if let minutes, Date().timeIntervalSince(start) > minutes * 60 { break }
      let report = try Simulation.run(options)
      summary.add(report)
      if hashes { print("seed \(options.seed) \(report.traceHash)") }
      if let failure = report.failure { try show(failure, report) }
      fflush(nil)
      if !json { summary.progress(every: 10) }
    }
    print(json ? try summary.json() : summary.text)
    if !summary.missing.isEmpty, !json { print("never reached: \(summary.missing.joined(separator: ", "))") }
    if !summary.failed.isEmpty || !summary.missing.isEmpty { throw ExitCode.failure }
  }

  private func worlds() throws -> any Sequence<SimulationOptions> {
    if let file { return try SeedFile.parse(String(contentsOfFile: file, encoding: .utf8)) }
    let (size, forks) = (size, forks)
    return (first..<first + seeds).lazy.map { SimulationOptions.drawn(seed: $0, size: size, includesForks: forks) }
  }

  private func show(_ failure: CheckFailure, _ report: SimulationReport) throws {
    print("FAILED \(failure)\n  \(report.options)")
    let size = report.options.size.rawValue
    print("  again: simulate replay \(report.options.seed) --size \(size)\(forks ? " --forks" : "") --shrink")
    guard shrink, report.options.size == .small, var shrinker = Shrinker(report) else { return }
    let small = try shrinker.run()
    print("  shrunk to \(small.options)")
    for line in small.trace.suffix(60) { print("    \(line)") }
    print("  \(small.failure?.description ?? "")")
  }
}
