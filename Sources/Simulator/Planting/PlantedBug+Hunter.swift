import PlantedBugs

/// What looks for a planted mistake.
public enum PlantedHunter: Sendable {
  /// The small worlds of the seeds 1, 2, 3 and so on.
  case worlds
  /// Power cuts at every operation of one side's store: for mistakes that only show in the instant between two commits,
  /// or when what was not synced is gone.
  case powerCuts(CutCase.Store)
}

extension PlantedBug {
  public var hunter: PlantedHunter {
    switch self {
    case .settledAfterStaging, .clientSyncsLater: .powerCuts(.client)
    case .resultsSavedLater, .hubSyncsLater, .commitFailureIgnored: .powerCuts(.server)
    default: .worlds
    }
  }
}
