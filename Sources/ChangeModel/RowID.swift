/// The permanent 16-byte name of a row, unique in its org.
///
/// Godwit draws version 7 UUIDs (RFC 9562); any other unique 16 bytes are as good. Ordered as bytes.
public struct RowID: Hashable, Comparable, Sendable {
  /// Bytes 0 to 7, big endian.
  public let high: UInt64
  /// Bytes 8 to 15, big endian.
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The ID in exactly 16 bytes, or nil for any other count.
  public init?(_ bytes: [UInt8]) {
    guard let id = bytes.withUnsafeBytes({ RowID($0) }) else { return nil }
    self = id
  }

  /// The same without an array, for those who read very many.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    self.init(
      high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// Lends out the 16 bytes, in order.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
  }

  /// The 16 bytes, in order.
  public var bytes: [UInt8] { withBytes { [UInt8]($0) } }

  public static func < (left: RowID, right: RowID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension RowID: CustomStringConvertible, LosslessStringConvertible {
  /// The usual UUID form, 36 characters in lower case.
  public var description: String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append("-") }
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 15)])
    }
    return text
  }

  /// Reads 32 hexadecimal digits, with or without hyphens, in either case.
  public init?(_ text: String) {
    var bytes = [UInt8]()
    var half: UInt8?
    for character in text where character != "-" {
      guard character.isASCII, let digit = character.hexDigitValue else { return nil }
      if let first = half {
        bytes.append(first << 4 | UInt8(digit))
        half = nil
      } else {
        half = UInt8(digit)
      }
    }
    guard half == nil else { return nil }
    self.init(bytes)
  }

  private static let digits = Array("0123456789abcdef")
}
