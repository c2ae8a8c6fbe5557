import Crypto

extension EnrolmentCode {
  /// What is kept of the code.
  public var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }
}
