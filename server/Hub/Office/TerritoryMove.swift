import ChangeModel

/// What is to go from one territory to another: all of it, or some rows with all that hangs on them.
public struct TerritoryMove: Codable, Hashable, Sendable {
  /// By name or ID.
  public var from: String
  public var to: String
  /// The table whose rows are named in `rows`.
  public var table: String
  /// Rows by ID, name or a unique value; everything in the territory when there are none.
  public var rows: [String]
  /// Whether to say what would happen, and write nothing.
  public var isDryRun: Bool

  public init(from: String, to: String, table: String, rows: [String], isDryRun: Bool) {
    self.from = from
    self.to = to
    self.table = table
    self.rows = rows
    self.isDryRun = isDryRun
  }
}

/// What a move between territories did, or would do.
public struct TerritoryMoveReport: Codable, Hashable, Sendable {
  public var from: String
  public var to: String
  public var isDryRun: Bool
  /// Rows that go, by table, with all that hangs on them.
  public var rows: [String: Int] = [:]
  /// Users that gain or lose these rows.
  public var users: [TerritoryMoveUser] = []
  /// Open conflicts in rows that go: who decides them changes.
  public var openConflicts = 0
  /// Devices of users who lose rows, and that have not told since the last change that they hold everything. What they have
  /// not handed in is merged when it comes.
  public var devices: [TerritoryMoveDevice] = []

  enum CodingKeys: String, CodingKey {
    case from, to, rows, users, devices
    case isDryRun = "dry_run"
    case openConflicts = "open_conflicts"
  }
}

/// A user whose rows become more or fewer.
public struct TerritoryMoveUser: Codable, Hashable, Sendable {
  public var name: String
  /// Positive for gained rows, negative for lost ones.
  public var rows: Int
}

/// A device that may hold work on rows that go.
public struct TerritoryMoveDevice: Codable, Hashable, Sendable {
  public var device: DeviceNumber
  public var name: String
  public var rep: String
  /// Milliseconds since 1970 UTC.
  public var lastSeenAt: Int64?

  enum CodingKeys: String, CodingKey {
    case device, name, rep
    case lastSeenAt = "last_seen_at"
  }
}
