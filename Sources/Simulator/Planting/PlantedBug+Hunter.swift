import PlantedBugs

/// What looks for a planted mistake.
public enum PlantedHunter: Sendable {
  /// The small worlds of the seeds 1, 2, 3 and so on.
  case worlds
  /// Power cuts at every operation of one side's store: for mistakes that only show in the instant between two commits,
  /// or when what was not synced is gone. A seed makes 200 cuts and 50 failing calls.
  case powerCuts(CutCase.Store)

  /// In how many seeds a mistake must be found.
  public var seedsMax: UInt64 {
    switch self {
    case .worlds: 100
    case .powerCuts: 5
    }
  }
}

extension PlantedBug {
  /// Whether it shows where disks are copied and servers restored: only there is a push refused while others wait with it.
  var needsForks: Bool { self == .groupStopsAtRefusal }

  public var hunter: PlantedHunter {
    switch self {
    case .settledAfterStaging, .clientSyncsLater: .powerCuts(.client)
    case .resultsSavedLater, .hubSyncsLater, .commitFailureIgnored: .powerCuts(.server)
    default: .worlds
    }
  }
}
