import Crypto
import Foundation

/// The device's Ed25519 key: made on the device, and never leaving it.
public struct DeviceKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  init(_ key: Curve25519.Signing.PrivateKey) {
    self.key = key
  }

  /// The key of this home; made, and brought to the disk, when there is none.
  static func loadOrCreate(in home: HomeFolder) throws -> DeviceKey {
    if let key = try load(from: home) { return key }
    let key = Curve25519.Signing.PrivateKey()
    let text = key.rawRepresentation.base64EncodedString() + "\n"
    try DurableFile.write([UInt8](text.utf8), to: home.keyPath, mode: 0o600)
    return DeviceKey(key)
  }

  /// The key of this home, or nil when there is none.
  static func load(from home: HomeFolder) throws -> DeviceKey? {
    guard let bytes = try DurableFile.read(home.keyPath) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let raw = Data(base64Encoded: text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
    else {
      throw FieldError(
        .failed, "\(home.keyPath) is damaged: restore it from a backup, or join anew in another --home")
    }
    return DeviceKey(key)
  }

  /// 32 bytes.
  var publicKey: [UInt8] { [UInt8](key.publicKey.rawRepresentation) }

  /// 64 bytes.
  func sign(_ text: String) throws -> [UInt8] { [UInt8](try key.signature(for: Data(text.utf8))) }
}
