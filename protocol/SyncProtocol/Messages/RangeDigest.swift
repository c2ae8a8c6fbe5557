import ChangeModel

public struct RangeDigest: Hashable, Sendable {
  public var count: Int64
  public var digest: Digest

  public init(count: Int64, digest: Digest) {
    self.count = count
    self.digest = digest
  }
}
