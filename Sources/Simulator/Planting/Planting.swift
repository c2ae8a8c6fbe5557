import PlantedBugs

/// Switches planted mistakes on and off, in a build that has them.
public enum Planting {
  public enum Failure: Error, CustomStringConvertible {
    /// The build was made without the package trait.
    case notBuilt

    public var description: String {
      """
      this build makes no planted mistakes: build one that can, and use that
        swift build -c release --traits PlantedBugs --scratch-path .build-planted --product simulate
        .build-planted/release/simulate planted
      """
    }
  }

  /// Whether this build can make mistakes at all.
  public static var isPossible: Bool { PlantedBug.canBeSwitchedOn }

  /// Makes everything in this process make one mistake from now on, or none.
  /// - Throws: `Failure.notBuilt` when the build cannot.
  public static func plant(_ bug: PlantedBug?) throws(Failure) {
    #if PlantedBugs
      PlantedBug.active = bug
    #else
      if bug != nil { throw .notBuilt }
    #endif
  }
}
