import ArgumentParser
import Simulator

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Plays one seed and shows everything that happens.")

  @Argument(help: "The seed.")
  var seed: UInt64

  @Option(help: "The size of the world: small or large.")
  var size: SimulationOptions.Size = .small

  @Flag(help: "Copy disks and restore the server as well: not in the default mix yet.")
  var forks = false

  @Flag(help: "Look for the smallest world in which the same check fails, and show that.")
  var shrink = false

  @OptionGroup
  var planting: PlantingOptions

  mutating func run() throws {
    try planting.plant()
    // With a mistake, the world in which it is hunted.
    let options =
      planting.bug.map { SimulationOptions.hunted(seed: seed, for: $0) }
      ?? SimulationOptions.drawn(seed: seed, size: size, includesForks: forks)
    var report = try Simulation.run(options, keepsTrace: true)
    if shrink, var shrinker = Shrinker(report) { report = try shrinker.run() }
    for line in report.trace { print(line) }
    print(report.options)
    print("trace \(report.traceHash)")
    if let failure = report.failure {
      print("FAILED \(failure)")
      throw ExitCode.failure
    }
    print("all checks held")
  }
}

extension SimulationOptions.Size: ExpressibleByArgument {}
