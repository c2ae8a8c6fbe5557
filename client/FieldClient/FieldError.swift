/// Why a use case was not carried out: in one line what, and what to do.
public struct FieldError: Error, Hashable, Sendable {
  /// What a program should make of it; the raw value is its exit status.
  public enum Kind: Int32, Hashable, Sendable {
    /// It failed, and trying again as it is will fail again.
    case failed = 1
    /// What was asked for makes no sense as it was written.
    case usage = 2
    /// It was done, but a person is needed.
    case needsPerson = 3
    /// The server cannot be reached or said "later": nothing is lost, the work waits.
    case later = 75
  }

  public var kind: Kind
  public var message: String
  /// How long the server asked to be left alone; 0 when it did not say.
  public var retryAfterSeconds: Int

  public init(_ kind: Kind, _ message: String, retryAfterSeconds: Int = 0) {
    self.kind = kind
    self.message = message
    self.retryAfterSeconds = retryAfterSeconds
  }
}

extension FieldError: CustomStringConvertible {
  public var description: String { message }
}
