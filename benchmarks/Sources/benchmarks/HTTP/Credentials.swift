import ChangeModel
import Crypto
import Foundation
import HubServer
import SyncProtocol

/// A device's key, and who it is: signs requests as a real device does.
struct Credentials: Sendable {
  let key = Curve25519.Signing.PrivateKey()

  var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// The headers of a signed request.
  func headers(_ method: String, _ path: String, body: [UInt8], as enrolment: EnrolReply) throws -> [(String, String)] {
    let nonce = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
    var header = AuthHeader(
      device: enrolment.device, time: Int64(Date().timeIntervalSince1970 * 1_000),
      nonce: Data(nonce).base64EncodedString(), signature: "")
    let hash = SHA256.hash(data: body).map { String(format: "%02x", $0) }.joined()
    let text = header.signedText(org: enrolment.org, method: method, path: path, bodyHash: hash)
    header.signature = try key.signature(for: Data(text.utf8)).base64EncodedString()
    return [
      (AuthHeader.name, header.text), ("content-type", "application/vnd.godwit"), ("accept", "application/vnd.godwit"),
    ]
  }
}
