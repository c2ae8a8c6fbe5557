/// Why the office's command was not carried out: one line that says what, and what to do.
public struct OfficeFault: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String
  /// Whether giving the same command again later is all there is to do.
  public var isPassing: Bool

  public init(_ message: String, isPassing: Bool = false) {
    self.message = message
    self.isPassing = isPassing
  }

  public var description: String { message }
}
