import ChangeModel

/// Whose replica it is, and of which org and server.
public struct ReplicaIdentity: Hashable, Sendable {
  public var device: DeviceNumber
  /// 16 random bytes that name the org.
  public var org: RowID
  public var orgName: String
  /// The user's row in the rep table.
  public var rep: Int64
  public var repName: String
  public var role: Role
  /// Where the server is found.
  public var server: String

  public init(
    device: DeviceNumber, org: RowID, orgName: String, rep: Int64, repName: String, role: Role, server: String
  ) {
    self.device = device
    self.org = org
    self.orgName = orgName
    self.rep = rep
    self.repName = repName
    self.role = role
    self.server = server
  }
}
