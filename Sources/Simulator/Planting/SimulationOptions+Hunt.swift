import PlantedBugs

extension SimulationOptions {
  /// What only some worlds have, beside the work and the faults of all of them.
  private static let mechanisms: [Fault] = [.leases, .schemaGrowth, .garbage]

  /// The small world of a seed in which a planted mistake is looked for: with the mechanism in which it is made for certain,
  /// and without the others, which would take its users' time; the seeds of a hunt are few.
  public static func hunted(seed: UInt64, for bug: PlantedBug) -> SimulationOptions {
    var options = drawn(seed: seed, size: .small, includesForks: bug.needsForks)
    for other in mechanisms where other != bug.mechanism { options.faults[other] = nil }
    if let mechanism = bug.mechanism, options.faults[mechanism] == nil { options.faults[mechanism] = 100 }
    if bug.needsCoarseClocks {
      options.clockGrain = 86_400_000
      options.faults[.wrongClock] = nil
      options.faults[.clockStep] = nil
    }
    return options
  }
}
