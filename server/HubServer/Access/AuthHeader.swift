import ChangeModel

/// The header `godwit-auth`: `v=1, device=N, time=MS, nonce=B64(12 bytes), signature=B64(64 bytes)`.
public struct AuthHeader: Hashable, Sendable {
  public static let name = "godwit-auth"

  public var device: DeviceNumber
  /// Milliseconds since 1970 UTC, by the device's clock or corrected by the server's.
  public var time: Int64
  /// As sent: 16 characters of base 64.
  public var nonce: String
  /// As sent: base 64 of 64 bytes.
  public var signature: String

  public init(device: DeviceNumber, time: Int64, nonce: String, signature: String) {
    self.device = device
    self.time = time
    self.nonce = nonce
    self.signature = signature
  }

  /// Reads a header; nil when it is not one of version 1 with each field once.
  public init?(_ text: String) {
    guard text.utf8.count <= 400 else { return nil }
    var fields = [Substring: Substring]()
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { return nil }
      let name = pair[0].drop { $0 == " " }
      guard fields.updateValue(pair[1], forKey: name) == nil else { return nil }
    }
    guard fields.count == 5, fields["v"] == "1", let device = fields["device"].flatMap({ Int64($0) }),
      let time = fields["time"].flatMap({ Int64($0) }), let nonce = fields["nonce"], nonce.utf8.count == 16,
      let signature = fields["signature"]
    else { return nil }
    self.init(device: device, time: time, nonce: String(nonce), signature: String(signature))
  }

  /// The header as it is sent.
  public var text: String {
    "v=1, device=\(device), time=\(time), nonce=\(nonce), signature=\(signature)"
  }

  /// The text that is signed.
  /// - Parameters:
  ///   - path: with the query.
  ///   - bodyHash: SHA-256 of the body, in lower-case hexadecimal digits.
  public func signedText(org: RowID, method: String, path: String, bodyHash: String) -> String {
    "godwit-v1\n\(org)\n\(device)\n\(time)\n\(nonce)\n\(method)\n\(path)\n\(bodyHash)"
  }
}
