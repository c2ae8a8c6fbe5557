import ChangeModel

/// Why a request was not carried out. Nothing of it was done.
public struct ErrorReply: Hashable, Sendable, Error {
  /// Stable codes; their numbers are part of the protocol.
  public enum Code: UInt16, Hashable, Sendable, CaseIterable {
    /// The bytes are not a message, or were damaged on the way.
    case malformed = 1
    /// The wire version is not spoken here; the message says which ones are.
    case unsupportedVersion = 2
    /// Larger than the limits allow.
    case tooLarge = 3
    /// No such device, or the signature is wrong.
    case unauthenticated = 4
    /// The request is outside the time window or was seen before. Set the time to `serverTime` and sign anew.
    case stale = 5
    /// The device was revoked.
    case revoked = 6
    /// The enrolment code is unknown, used or expired.
    case badCode = 7
    /// The first change set's sequence is not the next one; `expected` says which is.
    case sequenceGap = 8
    /// The same dot came with other content: the replica was restored or cloned.
    case dotReused = 9
    /// The replica's position or epoch is not this store's: the server was restored.
    case epochChanged = 10
    /// Too many requests; come back after `retryAfterSeconds`.
    case busy = 11
    /// The server failed; nothing was lost, and it is in its log.
    case internalError = 12
    /// There is no such path.
    case notFound = 13
  }

  public var code: Code
  /// In plain words, without anything of other devices or scopes.
  public var message: String
  public var retryAfterSeconds: Int
  public var serverTime: Int64
  /// For `sequenceGap`: the sequence that the server takes next. Else 0.
  public var expected: Sequence

  public init(
    _ code: Code, _ message: String, retryAfterSeconds: Int = 0, serverTime: Int64 = 0, expected: Sequence = 0
  ) {
    self.code = code
    self.message = message
    self.retryAfterSeconds = retryAfterSeconds
    self.serverTime = serverTime
    self.expected = expected
  }
}
