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

  /// Whether it shows where clocks go by so coarse a grain that stamps of different devices are often equal.
  var needsCoarseClocks: Bool { [.stampBelowItsCause, .noTieBreak].contains(self) }

  /// The mechanism in which the mistake is made, if it is one that only some worlds have.
  var mechanism: Fault? {
    switch self {
    case .leaseNotReserved, .expiredLeaseSpent, .leaseGivenBackTwice, .cancelledKeepsStock: .leases
    case .newColumnNotCaptured, .migrationEmptiesOutbox, .olderInsertRefused, .newSchemaPulledAnew,
      .tooOldThoughtInStep:
      .schemaGrowth
    case .deadRowRisen, .horizonForgotten, .sleeperNotCompared, .departuresBeyondHorizon: .garbage
    default: nil
    }
  }

  public var hunter: PlantedHunter {
    switch self {
    case .settledAfterStaging, .clientSyncsLater: .powerCuts(.client)
    case .resultsSavedLater, .hubSyncsLater, .commitFailureIgnored: .powerCuts(.server)
    default: .worlds
    }
  }
}
