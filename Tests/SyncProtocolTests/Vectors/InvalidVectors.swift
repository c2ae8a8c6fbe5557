import ChangeModel

@testable import SyncProtocol

/// Bytes that must be refused, and with what.
struct InvalidVector {
  enum Form: String {
    case frame = "frame"
    case changeSet = "change set"
    case delta = "delta"
  }

  var name: String
  var about: String
  var form = Form.frame
  var code = ErrorReply.Code.malformed
  var bytes: [UInt8]

  func decode() throws(ProtocolError) {
    switch form {
    case .frame: _ = try Frame.decode(bytes)
    case .changeSet: _ = try ChangeSetCodec.decode(bytes)
    case .delta: _ = try DeltaCodec.decode(bytes)
    }
  }
}

enum InvalidVectors {
  static let all = frames + lengths + payloads + changeSets + deltas

  /// A frame with a right checksum and whatever else.
  static func frame(
    version: UInt8 = 1, kind: UInt8 = 5, codec: UInt8 = 0, raw: Int? = nil, stored: Int? = nil, payload: [UInt8] = []
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(raw: [0x47, 0x57, version, kind, codec])
    writer.write(count: raw ?? payload.count)
    writer.write(count: stored ?? payload.count)
    writer.write(raw: payload)
    writer.write(fixed32: Deflate.checksum(writer.bytes[...]))
    return writer.bytes
  }

  private static let good = Frame.encode(.digestRequest(DigestRequest()))

  private static let frames: [InvalidVector] = [
    InvalidVector(name: "no-bytes", about: "Nothing at all.", bytes: []),
    InvalidVector(name: "bad-magic", about: "The first bytes are not GW.", bytes: [0x47, 0x58] + good.dropFirst(2)),
    InvalidVector(
      name: "version-9", about: "A frame of a version to come, whole and with a right checksum.",
      code: .unsupportedVersion, bytes: frame(version: 9)),
    InvalidVector(
      name: "version-9-unreadable", about: "The version is judged before anything behind it.",
      code: .unsupportedVersion, bytes: [0x47, 0x57, 9, 0xFF, 0xFF, 0xFF]),
    InvalidVector(name: "unknown-kind", about: "No message has the kind 200.", bytes: frame(kind: 200)),
    InvalidVector(
      name: "unknown-dictionary", about: "Codec 3 would be a dictionary that does not exist.", bytes: frame(codec: 3)),
    InvalidVector(
      name: "bad-checksum", about: "The last bit is wrong.", bytes: good.dropLast() + [(good.last ?? 0) ^ 1]),
    InvalidVector(name: "truncated", about: "The last byte is missing.", bytes: Array(good.dropLast())),
    InvalidVector(name: "trailing-bytes", about: "A byte follows the checksum.", bytes: good + [0]),
    InvalidVector(
      name: "trailing-payload", about: "A byte follows the message inside the payload.", bytes: frame(payload: [0])),
  ]

  private static let zeros = [UInt8](repeating: 0, count: 100_000)
  private static let small = Deflate.compress(zeros)

  private static let lengths: [InvalidVector] = [
    InvalidVector(
      name: "bomb-over-size", about: "More comes out of the payload than it declares.",
      bytes: frame(codec: 1, raw: 10, payload: small)),
    InvalidVector(
      name: "bomb-under-size", about: "Less comes out of the payload than it declares.",
      bytes: frame(codec: 1, raw: 100_001, payload: small)),
    InvalidVector(
      name: "bomb-impossible", about: "No 12 compressed bytes can hold 60 MB.",
      bytes: frame(codec: 1, raw: 60_000_000, payload: Array(small.prefix(12)))),
    InvalidVector(
      name: "raw-length-over-limit", about: "A payload of 1 TB after decompression.", code: .tooLarge,
      bytes: frame(codec: 1, raw: 1 << 40, payload: small)),
    InvalidVector(
      name: "stored-length-over-limit", about: "A payload of 1 TB as sent.", code: .tooLarge,
      bytes: frame(raw: 0, stored: 1 << 40)),
    InvalidVector(
      name: "stored-length-wrong", about: "The payload is shorter than it declares.",
      bytes: frame(raw: 2, stored: 2, payload: [0])),
    InvalidVector(
      name: "stored-sizes-differ", about: "A payload that is not compressed has two sizes.",
      bytes: frame(kind: 5, raw: 1, stored: 0)),
    InvalidVector(
      name: "deflate-damaged", about: "The compressed bytes are no deflate stream.",
      bytes: frame(codec: 1, raw: 4, payload: [0xFF, 0xFF, 0xFF, 0xFF])),
    InvalidVector(
      name: "deflate-trailing", about: "Bytes follow the deflate stream.",
      bytes: frame(codec: 1, raw: 100_000, payload: small + [0, 0])),
    InvalidVector(
      name: "deflate-wrong-dictionary", about: "A stream made with the dictionary, declared as one without.",
      bytes: frame(
        kind: 9, codec: 1, raw: 60,
        payload: Deflate.compress(Array(PresetDictionary.one.suffix(60)), dictionary: PresetDictionary.one))),
  ]
}
