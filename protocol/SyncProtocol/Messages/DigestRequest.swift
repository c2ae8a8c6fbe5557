/// A device asks for the digests of all that it may hold.
public struct DigestRequest: Hashable, Sendable {
  public init() {}
}
