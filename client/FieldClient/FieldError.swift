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
  public var phrase: Phrase
  /// How long the server asked to be left alone; 0 when it did not say.
  public var retryAfterSeconds: Int

  public init(_ kind: Kind, _ phrase: Phrase, retryAfterSeconds: Int = 0) {
    self.kind = kind
    self.phrase = phrase
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// With a message that is made elsewhere, and said as it is in any language.
  ///
  /// Generic and disfavoured, so that a literal is a phrase: a plain `String` would draw it.
  @_disfavoredOverload
  public init<Message: StringProtocol>(_ kind: Kind, _ message: Message, retryAfterSeconds: Int = 0) {
    self.init(kind, Phrase(verbatim: String(message)), retryAfterSeconds: retryAfterSeconds)
  }

  /// The phrase in English, as programs and logs have it.
  public var message: String { phrase.english }
}

extension FieldError: CustomStringConvertible {
  public var description: String { message }
}
