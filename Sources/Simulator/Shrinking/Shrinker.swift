/// Finds a smaller world in which the same check fails: fewer faults, shorter, fewer writes.
///
/// Greedy and bounded: each step is kept when the same check still fails. Every device and fault has chance of its own,
/// so leaving one out changes little of the rest.
public struct Shrinker {
  private var best: SimulationReport
  private var runsLeft: Int
  private let check: String

  /// - Parameters:
  ///   - report: a run that failed.
  ///   - runsMax: how many worlds are tried.
  public init?(_ report: SimulationReport, runsMax: Int = 200) {
    guard let failure = report.failure else { return nil }
    best = report
    check = failure.check
    runsLeft = runsMax
  }

  /// - Returns: the smallest world found, with its trace.
  public mutating func run() throws -> SimulationReport {
    try dropFaults()
    try shorten()
    try dropIntents()
    return try Simulation.run(best.options, keepsTrace: true)
  }

  private mutating func dropFaults() throws {
    for fault in best.options.faults.keys.sorted() {
      var options = best.options
      options.faults[fault] = nil
      try keep(options)
    }
  }

  /// Fewer writes from the end, by halves.
  private mutating func shorten() throws {
    var step = best.options.intents / 2
    while step > 0, runsLeft > 0 {
      var options = best.options
      options.intents -= step
      // The span between writes stays as it was.
      options.days = max(1, best.options.days * options.intents / max(1, best.options.intents))
      let isKept = options.intents < 1 ? false : try keep(options)
      if !isKept { step /= 2 }
    }
  }

  /// Leaves writes out, in blocks that become smaller.
  private mutating func dropIntents() throws {
    var size = max(1, best.options.intents / 2)
    while runsLeft > 0 {
      var first = 1
      while first <= best.options.intents, runsLeft > 0 {
        var options = best.options
        options.skipped.formUnion(first..<min(first + size, options.intents + 1))
        if options.skipped != best.options.skipped { try keep(options) }
        first += size
      }
      if size == 1 { return }
      size /= 2
    }
  }

  @discardableResult
  private mutating func keep(_ options: SimulationOptions) throws -> Bool {
    guard runsLeft > 0 else { return false }
    runsLeft -= 1
    let report = try Simulation.run(options)
    guard report.failure?.check == check else { return false }
    best = report
    return true
  }
}
