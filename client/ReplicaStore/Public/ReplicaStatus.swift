import ChangeModel

/// How a replica stands.
public struct ReplicaStatus: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The first download is not applied yet.
    case downloading
    case ready
    /// The server has refused the device for good.
    case revoked
  }

  public var device: DeviceNumber
  public var state: State
  /// Change sets that the server has not answered, and one more if something is captured and not sealed.
  public var pending: Int
  /// Rejected change sets that wait for a decision.
  public var needsAttention: Int
  public var openConflicts: Int
  public var position: Position
  /// When the last sync was applied, in milliseconds since 1970 UTC; nil before the first.
  public var lastSync: Int64?
  public var server: String
  public var org: String
  public var rep: String
  public var role: Role
  /// The scopes that the device may hold, in words, in order.
  public var scopes: [String]
}
