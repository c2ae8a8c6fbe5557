import Foundation
import PlantedBugs

/// The search for one planted mistake: worlds are played, or the power cut, until a checker finds it.
public struct PlantedHunt {
  /// What came of it.
  public struct Outcome: Sendable {
    public var bug: PlantedBug
    /// What the checker that found it said; nil when none did.
    public var failure: CheckFailure?
    /// The seeds that were played, the one that found it included.
    public var seeds: UInt64
    public var cpuSeconds: Double

    public var isCaught: Bool { failure != nil }
  }

  public var bug: PlantedBug
  public var hunter: PlantedHunter
  public var seedsMax: UInt64

  /// - Parameters:
  ///   - hunter: nil for the one that the mistake names.
  ///   - seedsMax: nil for as many as the hunter may take.
  public init(_ bug: PlantedBug, by hunter: PlantedHunter? = nil, seedsMax: UInt64? = nil) {
    self.bug = bug
    self.hunter = hunter ?? bug.hunter
    self.seedsMax = seedsMax ?? self.hunter.seedsMax
  }

  /// Looks until it is found, or the bound is reached. Afterwards no mistake is switched on.
  /// - Throws: `Planting.Failure.notBuilt`, or what keeps the simulator itself from working.
  public func run() throws -> Outcome {
    defer { try? Planting.plant(nil) }
    let begin = Self.cpuSeconds()
    var outcome = Outcome(bug: bug, failure: nil, seeds: 0, cpuSeconds: 0)
    while outcome.failure == nil, outcome.seeds < seedsMax {
      outcome.seeds += 1
      switch hunter {
      case .worlds: outcome.failure = try playWorld(outcome.seeds)
      case .powerCuts(let store): outcome.failure = try cutPower(outcome.seeds, store)
      case .interleavings: outcome.failure = try interleave(outcome.seeds)
      }
    }
    outcome.cpuSeconds = Self.cpuSeconds() - begin
    return outcome
  }

  /// A small world with the mistake in it. What fails without the mistake as well finds nothing.
  private func playWorld(_ seed: UInt64) throws -> CheckFailure? {
    let options = SimulationOptions.drawn(seed: seed, size: .small)
    try Planting.plant(bug)
    guard let failure = try Simulation.run(options).failure else { return nil }
    try Planting.plant(nil)
    return try Simulation.run(options).failure?.check == failure.check ? nil : failure
  }

  /// A few power cuts and failing calls, spread over all operations.
  private func cutPower(_ seed: UInt64, _ store: CutCase.Store) throws -> CheckFailure? {
    try Planting.plant(bug)
    let tally = try PowerCutCampaign(seed: seed, stores: [store]).run(cuts: 200, faults: 50)
    return tally.failures.first.map {
      CheckFailure("cuts: \($0.failure.kind.rawValue)", "\($0.cut): \($0.failure.message)")
    }
  }

  /// All interleavings of one program with the mistake in it; the world that fails must hold without it.
  private func interleave(_ number: UInt64) throws -> CheckFailure? {
    let programs = SmallFamily.families(operations: 2, allPairs: false).flatMap(\.programs)
    guard number <= UInt64(programs.count) else { return nil }
    let folder = try TemporaryFolder()
    try Planting.plant(bug)
    let worlds = try SmallWorlds(folder: folder.url)
    try worlds.play(programs[Int(number) - 1])
    guard let failure = worlds.report.failures.first else { return nil }
    try Planting.plant(nil)
    guard try SmallWorlds(folder: try TemporaryFolder().url).replay(failure.name).faults.isEmpty else { return nil }
    return CheckFailure("small worlds", "\(failure.name): \(failure.faults.joined(separator: "; "))")
  }

  private static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
