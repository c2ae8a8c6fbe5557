import CFaultDisk

/// What is left on disk after a process or its machine died.
public enum Survival: Hashable, Sendable {
  /// Everything that was written, as after kill -9.
  case process
  /// Only what was synced.
  case powerNone
  /// The oldest of the unsynced writes of each file: this part of them (0 to 1), or one that the seed draws.
  case powerPrefix(Double?)
  /// Any of the unsynced writes.
  case powerRandomSubset
  /// Any of them, and one write of all is torn at a multiple of 512 bytes.
  case powerTorn

  var code: Int32 {
    switch self {
    case .process: Int32(FAULT_SURVIVAL_ALL)
    case .powerNone: Int32(FAULT_SURVIVAL_NONE)
    case .powerPrefix: Int32(FAULT_SURVIVAL_PREFIX)
    case .powerRandomSubset: Int32(FAULT_SURVIVAL_SUBSET)
    case .powerTorn: Int32(FAULT_SURVIVAL_TORN)
    }
  }

  /// The part that is kept; below 0 when the seed decides.
  var fraction: Double {
    if case .powerPrefix(let part?) = self { part } else { -1 }
  }
}
