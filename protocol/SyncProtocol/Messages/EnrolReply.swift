import ChangeModel

/// The server admits a device.
public struct EnrolReply: Hashable, Sendable {
  public var device: DeviceNumber
  /// 16 random bytes that name the org.
  public var org: RowID
  public var orgName: String
  /// The user's row in the rep table.
  public var rep: Int64
  public var repName: String
  public var role: Role
  public var scopes: [Scope]
  /// A random number that changes when the store is restored from a backup.
  public var epoch: UInt64
  /// To be shown at the next sync.
  public var ticket: UInt64
  /// The schema as JSON.
  public var schema: [UInt8]

  public init(
    device: DeviceNumber, org: RowID, orgName: String, rep: Int64, repName: String, role: Role, scopes: [Scope],
    epoch: UInt64, ticket: UInt64, schema: [UInt8]
  ) {
    self.device = device
    self.org = org
    self.orgName = orgName
    self.rep = rep
    self.repName = repName
    self.role = role
    self.scopes = scopes
    self.epoch = epoch
    self.ticket = ticket
    self.schema = schema
  }
}
