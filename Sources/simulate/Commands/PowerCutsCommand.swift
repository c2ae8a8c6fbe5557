import ArgumentParser
import Foundation
import PlantedBugs
import Simulator

/// `simulate cuts`: power cuts and failing calls under the stores of both sides.
struct PowerCutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cuts",
    abstract: "Cuts the power, kills the process or fails a call at every operation of both stores' disks.")

  @Option(help: "How many cuts to make.")
  var cuts = 20_000

  @Option(help: "How many failing calls; a tenth of the cuts unless told.")
  var faults: Int?

  @Option(help: "Decides what of the unsynced writes survives.")
  var seed: UInt64 = 1

  @Option(help: "Plays one cut again, as a failure names it: store:scene:operation:mode:seed.")
  var replay: String?

  @Flag(help: "Prints the summary as JSON.")
  var json = false

  #if PlantedBugs
    @Option(help: "Plants this mistake in the product first, to see whether the cuts find it.")
    var bug: String?

    private func plantBug() throws {
      guard let bug else { return }
      guard let mistake = PlantedBug(rawValue: bug) else { throw ValidationError("There is no mistake called \(bug).") }
      PlantedBug.active = mistake
    }
  #else
    private func plantBug() throws {}
  #endif

  func run() throws {
    try plantBug()
    if let replay {
      try play(replay)
      return
    }
    let campaign = try PowerCutCampaign(seed: seed)
    var said = 0
    let tally = campaign.run(cuts: cuts, faults: faults ?? cuts / 10) { tally in
      guard tally.cuts / 1_000 > said else { return }
      said = tally.cuts / 1_000
      note("\(tally.cuts) of \(cuts) cuts, \(tally.failureCount) failures")
    }
    for failure in tally.failures {
      note("\(failure.failure)\n  simulate cuts --replay \(failure.cut)")
    }
    print(json ? try PowerCutsReport(tally).json() : PowerCutsReport(tally).table())
    if tally.failureCount > 0 { throw ExitCode(1) }
  }

  private func play(_ text: String) throws {
    guard let cut = CutCase(text) else {
      throw ValidationError("\(text) is not store:scene:operation:mode:seed.")
    }
    let campaign = try PowerCutCampaign(seed: seed, stores: [cut.store])
    guard let failure = campaign.outcome(of: cut) else {
      print("\(cut): everything held")
      return
    }
    print("\(cut): \(failure)")
    throw ExitCode(1)
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
