/// One message as it travels: magic, version, kind, codec, lengths, payload, checksum. SPEC.md has the layout.
public enum Frame {
  /// The wire version that this code speaks.
  public static let version: UInt8 = 1

  static let magic: [UInt8] = [0x47, 0x57]
  static let checksumBytes = 4
  /// Payloads up to this many bytes are also tried with the preset dictionary.
  static let dictionaryPayloadMax = 4_096
  /// Smaller payloads never shrink.
  static let compressedPayloadMin = 16

  /// How the payload is stored. The numbers are part of the protocol.
  enum Codec: UInt8 {
    case stored = 0
    case deflate = 1
    /// Deflate with `PresetDictionary.one`.
    case deflateWithDictionary = 2
  }

  /// - Parameter level: deflate's, 0 to 9; chosen by size unless told.
  public static func encode(_ message: Message, level: Int? = nil) -> [UInt8] {
    var payload = ByteWriter(capacity: 256)
    message.writePayload(to: &payload)
    let (codec, stored) = smallest(payload.bytes, level: level ?? Deflate.level(for: payload.count))
    var writer = ByteWriter(capacity: stored.count + 24)
    writer.write(raw: magic)
    writer.write(byte: version)
    writer.write(byte: message.kind.rawValue)
    writer.write(byte: codec.rawValue)
    writer.write(count: payload.count)
    writer.write(count: stored.count)
    writer.write(raw: stored)
    writer.write(fixed32: Deflate.checksum(writer.bytes[...]))
    return writer.bytes
  }

  /// - Parameter kinds: what is taken; a frame of another kind is refused before it is decompressed.
  public static func decode(
    _ bytes: [UInt8], accepting kinds: [Message.Kind] = Message.Kind.allCases
  ) throws(ProtocolError) -> Message {
    var (kind, payload) = try open(bytes, accepting: kinds)
    let message = try Message(kind, from: &payload)
    try payload.finish()
    return message
  }

  /// What kind of message a frame holds, and its payload.
  static func open(
    _ bytes: [UInt8], accepting kinds: [Message.Kind]
  ) throws(ProtocolError) -> (Message.Kind, ByteReader) {
    var reader = ByteReader(bytes)
    try checkVersion(&reader)
    let kindByte = try reader.readByte()
    let codecByte = try reader.readByte()
    let rawCount = try reader.readNumber("bytes of payload", max: Limits.frameRawBytesMax)
    let storedCount = try reader.readNumber("bytes of payload as sent", max: Limits.frameBytesMax)
    let missing = storedCount + checksumBytes - reader.remaining
    guard missing <= 0 else { throw .malformed("the last \(missing) bytes of the frame did not come") }
    guard missing == 0 else { throw .malformed("\(-missing) bytes follow the end of the frame") }
    guard Deflate.checksum(bytes.dropLast(checksumBytes)) == checksum(of: bytes) else {
      throw .malformed("the frame was damaged on its way: its checksum is wrong")
    }
    guard let kind = Message.Kind(rawValue: kindByte) else { throw .malformed("no message has the kind \(kindByte)") }
    guard kinds.contains(kind) else { throw .malformed("a message of kind \(kindByte) has no place here") }
    guard let codec = Codec(rawValue: codecByte) else { throw .malformed("no codec has the number \(codecByte)") }
    return (kind, ByteReader(try inflate(try reader.readRaw(storedCount), codec: codec, rawCount: rawCount)))
  }

  /// Reads magic and version. Nothing else of a frame is looked at unless its version is known.
  private static func checkVersion(_ reader: inout ByteReader) throws(ProtocolError) {
    for byte in magic {
      guard try reader.readByte() == byte else { throw .malformed("these bytes are not a frame") }
    }
    let found = try reader.readByte()
    if found != version {
      throw ProtocolError(
        .unsupportedVersion,
        "wire version \(found) is not spoken here, only version \(version); update the older side")
    }
  }

  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    bytes.suffix(checksumBytes).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func inflate(
    _ stored: [UInt8], codec: Codec, rawCount: Int
  ) throws(ProtocolError) -> [UInt8] {
    switch codec {
    case .stored:
      guard stored.count == rawCount else { throw .malformed("a stored payload of two different sizes") }
      return stored
    case .deflate: return try Deflate.inflate(stored, rawCount: rawCount)
    case .deflateWithDictionary:
      return try Deflate.inflate(stored, rawCount: rawCount, dictionary: PresetDictionary.one)
    }
  }

  private static func smallest(_ raw: [UInt8], level: Int) -> (Codec, [UInt8]) {
    guard raw.count >= compressedPayloadMin else { return (.stored, raw) }
    var best = (Codec.stored, raw)
    let plain = Deflate.compress(raw, level: level)
    if plain.count < best.1.count { best = (.deflate, plain) }
    if raw.count <= dictionaryPayloadMax {
      let primed = Deflate.compress(raw, level: level, dictionary: PresetDictionary.one)
      if primed.count < best.1.count { best = (.deflateWithDictionary, primed) }
    }
    return best
  }
}
