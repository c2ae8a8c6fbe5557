import ChangeModel
import HubStore

/// Which entries of the audit log somebody wants to see.
public struct AuditQuery: Codable, Hashable, Sendable {
  /// A row, with all that belongs to it: its ID, and its table by name.
  public var subject: SubjectRef?
  /// A name or ID.
  public var rep: String?
  public var device: DeviceNumber?
  /// From this time on, in milliseconds since 1970 UTC.
  public var since: Int64?
  public var kind: String?
  /// Only the entry with this number.
  public var number: Int64?
  /// Columns whose words tell why a change was made, by table: an entry's detail shows what was inserted there.
  public var telling: [String: String] = [:]
  /// The last so many.
  public var limit: Int

  public init(
    subject: SubjectRef? = nil, rep: String? = nil, device: DeviceNumber? = nil, since: Int64? = nil,
    kind: String? = nil, number: Int64? = nil, limit: Int = 100
  ) {
    self.subject = subject
    self.rep = rep
    self.device = device
    self.since = since
    self.kind = kind
    self.number = number
    self.limit = limit
  }
}

/// A row, as programs of the office name it.
public struct SubjectRef: Codable, Hashable, Sendable {
  /// The table's name.
  public var table: String
  /// The row's ID as text.
  public var id: String

  public init(table: String, id: String) {
    self.table = table
    self.id = id
  }
}

/// Entries of the audit log, as the office sees them.
public struct AuditReport: Codable, Hashable, Sendable {
  public var entries: [AuditLine]
  /// nil for an empty log.
  public var head: AuditHead?
  /// The devices whose scopes have the row that was asked about, unless they were shut out: who can see it now.
  public var holders: [DeviceEntry]?
}

/// One entry, as the office sees it.
public struct AuditLine: Codable, Hashable, Sendable {
  public var number: Int64
  /// Milliseconds since 1970 UTC.
  public var at: Int64
  public var kind: String
  public var device: DeviceNumber
  /// The name of the user; `office` for the office itself.
  public var rep: String
  public var sequence: Sequence
  public var position: Position
  /// The tables that the change set wrote, with the number of rows, such as `customers 1`.
  public var rows: [String]
  /// The row's ID as text.
  public var subject: String?
  public var detail: String
  public var hash: String
}
