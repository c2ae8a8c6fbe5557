/// A device asks to be admitted with a one-time code.
public struct EnrolRequest: Hashable, Sendable {
  public var code: String
  /// The device's Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// What a person calls the device, such as its host name.
  public var deviceName: String

  public init(code: String, publicKey: [UInt8], deviceName: String) {
    self.code = code
    self.publicKey = publicKey
    self.deviceName = deviceName
  }
}
