/// What playing small worlds came to.
public struct SmallReport: Codable, Sendable {
  /// Families of worlds: who does which operations.
  public var programs = 0
  /// Worlds, each with its own order of steps and its crash.
  public var worlds = 0
  public var worldsWithoutCrash = 0
  /// Different states of a whole world that were met.
  public var states = 0
  /// Different states in which all operations and syncs were over, and those of them that were brought to rest anew.
  public var ends = 0
  public var endings = 0
  /// Steps carried out on real files.
  public var steps = 0
  public var failures: [SmallFailure] = []

  public init() {}
}

/// A world that came out wrong.
public struct SmallFailure: Codable, Sendable {
  /// What `simulate small-worlds --replay` takes.
  public var name: String
  public var faults: [String]

  init(_ program: String, _ path: String, _ faults: [String]) {
    name = "\(program):\(path)"
    self.faults = faults
  }
}
