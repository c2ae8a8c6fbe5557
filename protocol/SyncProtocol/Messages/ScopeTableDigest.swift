import ChangeModel

public struct ScopeTableDigest: Hashable, Sendable {
  public var scope: Scope
  public var table: Int
  public var count: Int64
  public var digest: Digest

  public init(scope: Scope, table: Int, count: Int64, digest: Digest) {
    self.scope = scope
    self.table = table
    self.count = count
    self.digest = digest
  }
}
