/// Bytes in the making: the primitives of the wire format.
public struct ByteWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: about how many bytes will be written.
  public init(capacity: Int = 64) {
    bytes.reserveCapacity(capacity)
  }

  public var count: Int { bytes.count }

  @inlinable
  public mutating func write(byte: UInt8) {
    append(byte)
  }

  /// Writes an unsigned integer in 7-bit groups, least significant first (LEB128), in 1 to 10 bytes.
  @inlinable
  public mutating func write(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes an integer that is not negative. A negative one gives ten bytes that no reader takes.
  @inlinable
  public mutating func write(count value: Int) {
    write(varint: UInt64(bitPattern: Int64(value)))
  }

  /// Writes an integer that is not negative. A negative one gives ten bytes that no reader takes.
  @inlinable
  public mutating func write(natural value: Int64) {
    write(varint: UInt64(bitPattern: value))
  }

  /// Writes a signed integer so that small magnitudes are short: zigzag, then LEB128.
  @inlinable
  public mutating func write(signed value: Int64) {
    write(varint: ByteWriter.zigzag(value))
  }

  /// Writes eight bytes, most significant first.
  public mutating func write(fixed64 value: UInt64) {
    withUnsafeBytes(of: value.bigEndian) { write(buffer: $0) }
  }

  /// Writes four bytes, most significant first.
  public mutating func write(fixed32 value: UInt32) {
    withUnsafeBytes(of: value.bigEndian) { write(buffer: $0) }
  }

  /// Writes bytes as they are, without a length.
  public mutating func write(raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }

  /// Writes a length and the bytes.
  public mutating func write(blob: [UInt8]) {
    write(count: blob.count)
    bytes.append(contentsOf: blob)
  }

  /// Writes the length of the UTF-8 form in bytes, and the form.
  public mutating func write(text: String) {
    write(count: text.utf8.count)
    write(rawText: text)
  }

  /// Writes the UTF-8 form without a length.
  public mutating func write(rawText text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// 0, -1, 1, -2, ... as 0, 1, 2, 3, ...
  @inlinable
  public static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value << 1 ^ value >> 63)
  }

  /// How many bytes `write(varint:)` takes for this value.
  @inlinable
  public static func varintCount(_ value: UInt64) -> Int {
    (70 - (value | 1).leadingZeroBitCount) / 7
  }

  @usableFromInline
  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  private mutating func write(buffer: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: buffer)
  }
}
