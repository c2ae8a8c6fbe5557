import ChangeModel

/// What came of one run.
public struct SimulationReport: Sendable {
  public var options: SimulationOptions
  /// The first check that did not hold; nil when all did.
  public var failure: CheckFailure?
  /// Everything that happened, as one hash: the same for the same options and build.
  public var traceHash: Digest
  /// Everything that happened, as lines, if it was to be kept.
  public var trace: [String]
  public var steps: Int
  public var accepted: Int
  public var rejected: Int
  public var conflicts: Int
  /// Simulated time, in milliseconds, of all devices together.
  public var deviceMilliseconds: Int64
  public var marks: ReachedMarks

  /// Simulated hours of all devices together.
  public var deviceHours: Double { Double(deviceMilliseconds) / 3_600_000 }
}

/// Runs worlds.
public enum Simulation {
  /// Plays one world to its end, or to the first check that does not hold.
  /// - Throws: what keeps the simulator itself from working, such as a folder that cannot be made.
  public static func run(_ options: SimulationOptions, keepsTrace: Bool = false) throws -> SimulationReport {
    let world = try World(options: options, keepsTrace: keepsTrace)
    var failure: CheckFailure?
    do {
      try world.setUp()
      try world.run(until: WorldClock.start + Int64(options.days) * 86_400_000)
      try world.settle()
      try world.checkAtRest()
    } catch let found as CheckFailure {
      failure = found
    } catch {
      failure = CheckFailure("alwaysWorks", "\(error)")
    }
    return SimulationReport(
      options: options, failure: failure, traceHash: world.trace.digest, trace: world.trace.lines, steps: world.steps,
      accepted: world.hub.ledger.accepted, rejected: world.hub.ledger.rejected,
      conflicts: world.hub.ledger.conflicts, deviceMilliseconds: world.elapsed * Int64(world.devices.count),
      marks: world.marks)
  }
}
