/// Why the office's command was not carried out: one line that says what, and what to do.
public struct OfficeFault: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) {
    self.message = message
  }

  public var description: String { message }
}
