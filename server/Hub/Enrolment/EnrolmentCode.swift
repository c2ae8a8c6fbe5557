/// A one-time code with which a device is admitted: 160 random bits in Crockford's base 32, in groups of four.
///
/// Letters that look alike are read as the same digit, and hyphens, spaces and case do not count. Only the SHA-256 of
/// the bits is kept.
public struct EnrolmentCode: Hashable, Sendable {
  /// 20 bytes.
  public let bytes: [UInt8]

  public static let byteCount = 20

  /// - Parameter bytes: exactly 20, random; nil for any other count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads a code as a person types it; nil when it cannot be one.
  public init?(_ text: String) {
    var bytes = [UInt8]()
    var bits: UInt32 = 0
    var count = 0
    for character in text.utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
      guard let digit = Self.digit(character), bytes.count < Self.byteCount else { return nil }
      bits = (bits << 5 | UInt32(digit)) & 0xFFF
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    guard count == 0 else { return nil }
    self.init(bytes: bytes)
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    let upper = (97...122).contains(character) ? character - 32 : character
    switch upper {
    case UInt8(ascii: "O"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    default: return alphabet.firstIndex(of: upper).map(UInt8.init)
    }
  }

  fileprivate static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}

extension EnrolmentCode: CustomStringConvertible {
  /// 32 digits in eight groups.
  public var description: String {
    var digits = [UInt8]()
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = (bits << 8 | UInt32(byte)) & 0xFFFF
      count += 8
      while count >= 5 {
        count -= 5
        if digits.count % 5 == 4 { digits.append(UInt8(ascii: "-")) }
        digits.append(Self.alphabet[Int(bits >> UInt32(count) & 31)])
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
