/// Why an import cannot go on at all: one line that says what, where, and what to do.
public struct ImportFault: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) {
    self.message = message
  }

  public var description: String { message }
}
