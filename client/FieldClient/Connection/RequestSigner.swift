import ChangeModel
import Crypto
import Foundation

/// Proves to the server that a request comes from the device, as it is, and now.
struct RequestSigner: Sendable {
  /// The header that carries the proof.
  static let headerName = "godwit-auth"

  let key: DeviceKey
  let org: RowID
  let device: DeviceNumber

  /// The header's value.
  /// - Parameters:
  ///   - path: with the query.
  ///   - time: the server's time, as well as the device knows it, in milliseconds since 1970 UTC.
  ///   - nonce: 12 random bytes, never used before.
  func header(method: String, path: String, body: [UInt8], time: Int64, nonce: [UInt8]) throws -> String {
    let nonceText = Data(nonce).base64EncodedString()
    let hash = SHA256.hash(data: body).map { String(format: "%02x", $0) }.joined()
    let text = "godwit-v1\n\(org)\n\(device)\n\(time)\n\(nonceText)\n\(method)\n\(path)\n\(hash)"
    let signature = Data(try key.sign(text)).base64EncodedString()
    return "v=1, device=\(device), time=\(time), nonce=\(nonceText), signature=\(signature)"
  }
}
