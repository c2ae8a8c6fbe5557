/// A check that did not hold.
public struct CheckFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The checker's name: `always...`, `eventually...` or `finally...`.
  public var check: String
  public var detail: String

  public init(_ check: String, _ detail: String) {
    self.check = check
    self.detail = detail
  }

  public var description: String { "\(check): \(detail)" }
}
