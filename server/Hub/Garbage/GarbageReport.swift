import ChangeModel

/// What a collection of garbage came to, or would come to.
public struct GarbageReport: Codable, Hashable, Sendable {
  public var isDryRun: Bool
  /// Up to this position the store has forgotten which rows went.
  public var horizon: Position
  /// How long deleted rows are kept for devices that do not come by.
  public var retentionDays: Double
  /// Deleted rows that were forgotten, but for their IDs.
  public var tombstones = 0
  /// Notes of rows that left a scope which were forgotten.
  public var departures = 0
  /// Deleted rows up to the horizon that stay, because a living row hangs on one of their family.
  public var kept = 0
  /// Devices from before the horizon: they compare themselves with the server when they come.
  public var sleepers: Int
  /// The device that has acknowledged least of those that are awake.
  public var slowest: DeviceNumber?
  /// Work that is kept for a review and reaches further back than all these devices, as in `7.12`.
  public var review: String?

  enum CodingKeys: String, CodingKey {
    case horizon, tombstones, departures, kept, sleepers, review
    case isDryRun = "dry_run"
    case retentionDays = "retention_days"
    case slowest = "slowest_device"
  }
}
