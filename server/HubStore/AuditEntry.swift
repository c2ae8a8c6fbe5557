import ChangeModel

/// One entry of the audit log: what happened, when, by whom, and the hash that chains it to the entry before.
///
/// It names rows and change sets; it holds none of their values, so that nothing of a person has to be erased from it.
public struct AuditEntry: Hashable, Sendable {
  /// 1, 2, 3 and so on, without a gap.
  public var number: Int64
  /// The server's time, in milliseconds since 1970 UTC.
  public var at: Int64
  public var kind: AuditKind
  /// The device that did it, or that it is about; 0 for none.
  public var device: DeviceNumber
  /// The user, by row in the rep table; 0 for the office.
  public var rep: Int64
  /// The change set's number on its device; 0 for none.
  public var sequence: Sequence
  /// Where the log has the change set; 0 for none.
  public var position: Position
  /// SHA-256 of the change set as it was sent, 32 bytes; empty for none.
  public var payload: [UInt8]
  /// The row that it is about.
  public var subject: RowID?
  /// A few words for people.
  public var detail: String
  /// SHA-256 over the entry before and this one, 32 bytes.
  public var hash: [UInt8]

  public init(
    number: Int64, at: Int64, kind: AuditKind, device: DeviceNumber = 0, rep: Int64 = 0, sequence: Sequence = 0,
    position: Position = 0, payload: [UInt8] = [], subject: RowID? = nil, detail: String = "", hash: [UInt8] = []
  ) {
    self.number = number
    self.at = at
    self.kind = kind
    self.device = device
    self.rep = rep
    self.sequence = sequence
    self.position = position
    self.payload = payload
    self.subject = subject
    self.detail = detail
    self.hash = hash
  }
}

/// What kind of thing an entry tells. A store of a newer version may have kinds that this one does not know.
public struct AuditKind: RawRepresentable, Hashable, Sendable {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// A change set was merged.
  public static let accepted = AuditKind(rawValue: "accepted")
  /// A change set was refused; the detail says by which rule.
  public static let refused = AuditKind(rawValue: "refused")
  /// A change set was kept for a review.
  public static let kept = AuditKind(rawValue: "kept")
  /// What became of kept work was decided; the position is that at which it was merged.
  public static let reviewed = AuditKind(rawValue: "reviewed")
  /// A code was made with which a device may join.
  public static let invited = AuditKind(rawValue: "invited")
  /// A device joined.
  public static let enrolled = AuditKind(rawValue: "enrolled")
  /// A device was shut out.
  public static let revoked = AuditKind(rawValue: "revoked")
  /// A user came, or has another role or other territories.
  public static let assigned = AuditKind(rawValue: "assigned")
  /// Somebody saw data: an export, a person's own data.
  public static let read = AuditKind(rawValue: "read")
  /// Requests that did not prove who sent them, or came from devices that were shut out; summed up over a while.
  public static let authentication = AuditKind(rawValue: "authentication")
  /// Personal data of a row were erased.
  public static let erased = AuditKind(rawValue: "erased")
  /// A change set of the history was written anew without the cells that were erased; the payload is its new hash.
  public static let rewritten = AuditKind(rawValue: "rewritten")
  /// The server was put back to an earlier state; the position is that after which it went on.
  public static let restored = AuditKind(rawValue: "restored")
  /// The office did something else to the server.
  public static let command = AuditKind(rawValue: "command")

  /// Those that there are, in the order in which people read of them.
  public static let all = [
    accepted, refused, kept, reviewed, invited, enrolled, revoked, assigned, read, authentication, erased, rewritten,
    restored, command,
  ]
}
