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
  public var seedsMax: UInt64

  /// - Parameter seedsMax: nil for as many as the mistake's hunter may take.
  public init(_ bug: PlantedBug, seedsMax: UInt64? = nil) {
    self.bug = bug
    self.seedsMax = seedsMax ?? bug.hunter.seedsMax
  }

  /// What is known of worlds without any mistake: many hunts end in the same few seeds.
  public struct Soundness {
    /// By the options in words: a seed is played with other mechanisms for other mistakes.
    private var failures: [String: CheckFailure?] = [:]

    public init() {}

    fileprivate mutating func failure(in options: SimulationOptions) throws -> CheckFailure? {
      if let known = failures[options.description] { return known }
      let failure = try Simulation.run(options).failure
      failures.updateValue(failure, forKey: options.description)
      return failure
    }
  }

  /// Looks until it is found, or the bound is reached. Afterwards no mistake is switched on.
  /// - Parameter soundness: what earlier hunts have learned about worlds without mistakes.
  /// - Throws: `Planting.Failure.notBuilt`, or what keeps the simulator itself from working.
  public func run(_ soundness: inout Soundness) throws -> Outcome {
    defer { try? Planting.plant(nil) }
    let begin = Self.cpuSeconds()
    var outcome = Outcome(bug: bug, failure: nil, seeds: 0, cpuSeconds: 0)
    while outcome.failure == nil, outcome.seeds < seedsMax {
      outcome.seeds += 1
      switch bug.hunter {
      case .worlds: outcome.failure = try playWorld(outcome.seeds, &soundness)
      case .powerCuts(let store): outcome.failure = try cutPower(outcome.seeds, store)
      }
    }
    outcome.cpuSeconds = Self.cpuSeconds() - begin
    return outcome
  }

  /// A small world with the mistake in it. What fails without the mistake as well finds nothing.
  private func playWorld(_ seed: UInt64, _ soundness: inout Soundness) throws -> CheckFailure? {
    let options = SimulationOptions.hunted(seed: seed, for: bug)
    try Planting.plant(bug)
    guard let failure = try Simulation.run(options).failure else { return nil }
    try Planting.plant(nil)
    return try soundness.failure(in: options)?.check == failure.check ? nil : failure
  }

  /// A few power cuts and failing calls, spread over all operations.
  private func cutPower(_ seed: UInt64, _ store: CutCase.Store) throws -> CheckFailure? {
    try Planting.plant(bug)
    let tally = try PowerCutCampaign(seed: seed, stores: [store]).run(cuts: 200, faults: 50)
    return tally.failures.first.map {
      CheckFailure("cuts: \($0.failure.kind.rawValue)", "\($0.cut): \($0.failure.message)")
    }
  }

  private static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
