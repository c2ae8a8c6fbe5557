/// Why bytes are not what they should be, or a value cannot be sent: an error code of the protocol, and words.
///
/// Every decoder answers any bytes with a value or with this error.
public struct ProtocolError: Error, Hashable, Sendable {
  public var code: ErrorReply.Code
  /// In plain words: what is wrong.
  public var message: String

  public init(_ code: ErrorReply.Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The bytes contradict the format.
  static func malformed(_ message: String) -> ProtocolError { ProtocolError(.malformed, message) }

  /// The bytes ask for more than the limits allow.
  static func tooLarge(_ message: String) -> ProtocolError { ProtocolError(.tooLarge, message) }
}

extension ProtocolError: CustomStringConvertible {
  public var description: String { "\(code): \(message)" }
}
