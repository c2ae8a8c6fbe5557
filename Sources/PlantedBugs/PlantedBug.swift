/// A mistake that somebody could make, planted in the product so that the simulator can prove that it would be found.
///
/// Each is one line at the place where it would be made: `if PlantedBug.noTieBreak.isOn { ... }`. Without the package
/// trait `PlantedBugs` the answer is a constant, and the compiler removes the line.
public enum PlantedBug: String, CaseIterable, Sendable {
  /// Concurrent writes with equal stamps are decided by who comes last.
  case noTieBreak

  #if PlantedBugs
    /// The one that is switched on; set before anything runs, by the simulator alone.
    nonisolated(unsafe) public static var active: PlantedBug?
    public static let canBeSwitchedOn = true
  #else
    public static let canBeSwitchedOn = false
  #endif

  /// Whether the product makes this mistake now.
  @inlinable public var isOn: Bool {
    #if PlantedBugs
      PlantedBug.active == self
    #else
      false
    #endif
  }
}
