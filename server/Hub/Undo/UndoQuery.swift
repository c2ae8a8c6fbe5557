import ChangeModel

/// Whose work is to be undone, and from when on.
public struct UndoQuery: Codable, Hashable, Sendable {
  public var device: DeviceNumber
  /// Change sets that were made from this time on, by the device's clock as the server corrected it, in milliseconds since
  /// 1970 UTC.
  public var since: Int64
  /// Whether to say what would happen, and write nothing.
  public var isDryRun: Bool

  public init(device: DeviceNumber, since: Int64, isDryRun: Bool) {
    self.device = device
    self.since = since
    self.isDryRun = isDryRun
  }
}

/// What an undoing did, or would do.
public struct UndoReport: Codable, Hashable, Sendable {
  public var device: DeviceNumber
  public var since: Int64
  public var isDryRun: Bool
  /// How many change sets of the device were undone, as far as they can be.
  public var changeSets = 0
  /// Rows that got back what they would hold without the device's work, by table.
  public var changed: [String: Int] = [:]
  /// Rows that the device had made, and that went, by table.
  public var deleted: [String: Int] = [:]
  /// Rows that the device had deleted, and that came back, by table; what hung on them is not counted.
  public var restored: [String: Int] = [:]
  /// What stays as it is.
  public var left: [UndoLeft] = []

  enum CodingKeys: String, CodingKey {
    case device, since, changed, deleted, restored, left
    case isDryRun = "dry_run"
    case changeSets = "change_sets"
  }
}

/// Something of the device's that stays, and why.
public struct UndoLeft: Codable, Hashable, Sendable {
  public var table: String
  /// The row's ID as text.
  public var id: String
  /// Why, in words.
  public var reason: String
}
