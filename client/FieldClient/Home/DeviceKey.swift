import ChangeModel
import Crypto
import Foundation

/// The device's Ed25519 key: made on the device, and never leaving it.
public struct DeviceKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  init(_ key: Curve25519.Signing.PrivateKey) {
    self.key = key
  }

  /// The key with which this home joins; made, and brought to the disk, when there is none.
  static func loadOrCreate(in home: HomeFolder) throws -> DeviceKey {
    if let key = try load(home.keyPath) { return key }
    let key = DeviceKey(Curve25519.Signing.PrivateKey())
    try key.save(to: home.keyPath)
    return key
  }

  /// The key of this home for the number that the device has now, or nil when there is none.
  static func load(from home: HomeFolder, device: DeviceNumber) throws -> DeviceKey? {
    try load(home.keyPath(of: device)) ?? load(home.keyPath)
  }

  /// The key of a copy: made of this one and of what the copy hands in first, by HKDF with SHA-256 (RFC 5869), so that
  /// whoever copies the copy before it has its number makes the same.
  func fork(at first: ChangeModel.Digest) throws -> DeviceKey {
    let seed = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: key.rawRepresentation), info: Data("godwit-fork \(first)".utf8),
      outputByteCount: 32)
    let raw = seed.withUnsafeBytes { Data($0) }
    return DeviceKey(try Curve25519.Signing.PrivateKey(rawRepresentation: raw))
  }

  /// Makes it the key of a number.
  func save(in home: HomeFolder, device: DeviceNumber) throws { try save(to: home.keyPath(of: device)) }

  private func save(to path: String) throws {
    let text = key.rawRepresentation.base64EncodedString() + "\n"
    try DurableFile.write([UInt8](text.utf8), to: path, mode: 0o600)
  }

  private static func load(_ path: String) throws -> DeviceKey? {
    guard let bytes = try DurableFile.read(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let raw = Data(base64Encoded: text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
    else {
      throw FieldError(
        .failed, "\(path) is damaged: restore it from a backup, or join anew in another --home")
    }
    return DeviceKey(key)
  }

  /// 32 bytes.
  var publicKey: [UInt8] { [UInt8](key.publicKey.rawRepresentation) }

  /// 64 bytes.
  func sign(_ text: String) throws -> [UInt8] { [UInt8](try key.signature(for: Data(text.utf8))) }
}
