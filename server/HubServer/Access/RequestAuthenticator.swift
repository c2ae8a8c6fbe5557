import ChangeModel
import Crypto
import Foundation
import Hub
import HubStore
import SyncProtocol

/// Judges whether a request comes from the device that it names: a value, with the time handed in.
struct RequestAuthenticator: Sendable {
  let org: RowID
  private var nonces: NonceWindow

  init(org: RowID, start: Int64, noncesMax: Int = 500_000) {
    self.org = org
    nonces = NonceWindow(
      start: start, windowMilliseconds: Limits.requestSkewMillisecondsMax, countMax: noncesMax)
  }

  /// What can be judged before the body is read.
  func header(_ text: String?, now: Int64) throws(ErrorReply) -> AuthHeader {
    guard let header = text.flatMap(AuthHeader.init) else { throw AccessError.unknownDevice }
    guard nonces.covers(header.time, now: now) else { throw Self.stale(now: now) }
    return header
  }

  /// Admits a request once.
  /// - Parameter device: the record of the device that the header names, if there is one.
  mutating func admit(
    _ header: AuthHeader, device: DeviceRecord?, method: String, path: String, body: [UInt8], now: Int64
  ) throws(ErrorReply) {
    guard let device, device.number == header.device else { throw AccessError.unknownDevice }
    let text = header.signedText(org: org, method: method, path: path, bodyHash: Self.hexDigest(of: body))
    guard Self.isSigned(text, by: device.publicKey, signature: header.signature) else {
      throw AccessError.unknownDevice
    }
    // A revoked device hands in what it has, and gets nothing but the results of that.
    guard device.revokedAt == nil || path == Self.handingInPath else { throw AccessError.revokedDevice }
    guard nonces.admit(device: header.device, nonce: header.nonce, time: header.time, now: now) else {
      throw Self.stale(now: now)
    }
  }

  private static let handingInPath = "/v1/sync"

  static func isSigned(_ text: String, by publicKey: [UInt8], signature: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey),
      let signature = Data(base64Encoded: signature), signature.count == 64
    else { return false }
    return key.isValidSignature(signature, for: Array(text.utf8))
  }

  /// SHA-256 in lower-case hexadecimal digits.
  static func hexDigest(of bytes: [UInt8]) -> String {
    Array(SHA256.hash(data: bytes)).hexadecimal
  }

  static func stale(now: Int64) -> ErrorReply {
    ErrorReply(
      .stale, "The request is too old, too new, or was seen before. Set the time to the server's and sign anew.",
      serverTime: now)
  }
}
