import ChangeModel

/// What a hub answers to the office.
public enum OfficeAnswer: Codable, Hashable, Sendable {
  case territories([TerritoryEntry])
  case reps([RepEntry])
  case invitation(InvitationEntry)
  case devices([DeviceEntry])
  case verified(VerifyReport)
  case status(HubStatus)
  case schema(SchemaReport)
  case audit(AuditReport)
  case story(ValueStory)
  case undone(UndoReport)
  case collected(GarbageReport)
  case reviewed([ReviewEntry])
  case moved(TerritoryMoveReport)
  /// Shown once; only its hash is kept.
  case token(String)
  case erased(ErasureReport)
  /// As `table.id`.
  case erasures([String])
  case noted
}

/// A territory, as the office sees it.
public struct TerritoryEntry: Codable, Hashable, Sendable {
  public var id: String
  public var name: String
}

/// A rep, as the office sees it.
public struct RepEntry: Codable, Hashable, Sendable {
  public var id: String
  public var name: String
  public var role: Role
  /// Names.
  public var territories: [String]
}

/// A fresh one-time code; it is shown once, and only its hash is kept.
public struct InvitationEntry: Codable, Hashable, Sendable {
  public var code: String
  public var rep: String
  /// Milliseconds since 1970 UTC.
  public var expiresAt: Int64

  enum CodingKeys: String, CodingKey {
    case code, rep
    case expiresAt = "expires_at"
  }
}

/// A device, as the office sees it. Times are milliseconds since 1970 UTC.
public struct DeviceEntry: Codable, Hashable, Sendable {
  public var device: DeviceNumber
  public var name: String
  public var rep: String
  /// `active` or `revoked`.
  public var state: String
  public var enrolledAt: Int64
  public var lastSeenAt: Int64?
  /// The position up to which it said it held everything.
  public var position: Position
  public var lastSequence: Sequence
  /// The version of the schema for which its program was made, as it last said; nil when it never did.
  public var program: Int?
  /// `current`, `older` (it takes the newer one over with its next sync), or nil when that is not known.
  public var schema: String?

  enum CodingKeys: String, CodingKey {
    case device, name, rep, state, position, program, schema
    case enrolledAt = "enrolled_at"
    case lastSeenAt = "last_seen_at"
    case lastSequence = "last_sequence"
  }
}

/// The digest and count of one table in one scope.
public struct DigestEntry: Codable, Hashable, Sendable {
  /// `org`, or `territory` or `rep` with a name.
  public var scope: String
  public var table: String
  public var rows: Int64
  /// 32 hexadecimal digits.
  public var digest: String
}

/// Whether a store is whole.
public struct VerifyReport: Codable, Hashable, Sendable {
  public var ok: Bool
  public var position: Position
  public var digests: [DigestEntry]
  /// The end of the audit log; nil for an empty one.
  public var audit: AuditHead?
  /// What is wrong, in words; empty when all is well.
  public var faults: [String]
}

/// How a hub is.
public struct HubStatus: Codable, Hashable, Sendable {
  public var org: String
  public var orgID: String
  public var position: Position
  public var schemaVersion: Int
  public var territories: Int
  public var reps: Int
  public var devices: Int
  public var rows: Int64
  /// Deleted rows that are kept whole, for devices that have not heard of it.
  public var tombstones: Int
  /// Up to this position deleted rows may be forgotten.
  public var horizon: Position
  /// Devices from before the horizon.
  public var sleepers: Int
  /// The address that is served; nil when nobody serves.
  public var serving: String?

  enum CodingKeys: String, CodingKey {
    case org, position, territories, reps, devices, rows, tombstones, horizon, sleepers, serving
    case orgID = "org_id"
    case schemaVersion = "schema_version"
  }
}
