import ChangeModel

/// The digests of the device's scopes, each with the number of rows.
public struct DigestReply: Hashable, Sendable {
  public var position: Position
  /// Ascending by scope and table; tables without rows are left out.
  public var digests: [ScopeTableDigest]

  public init(position: Position, digests: [ScopeTableDigest]) {
    self.position = position
    self.digests = digests
  }
}
