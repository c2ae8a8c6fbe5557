/// Reads the primitives of the wire format from bytes that may be anything. It never traps: what is not there, or not
/// well formed, gives a `ProtocolError`.
public struct ByteReader: Sendable {
  public let bytes: [UInt8]
  /// Where the next read begins.
  public private(set) var offset: Int
  private let end: Int

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    end = bytes.count
  }

  /// How many bytes are still to be read.
  public var remaining: Int { end - offset }

  /// Refuses bytes after the end of what was to be read.
  public func finish() throws(ProtocolError) {
    if offset != end { throw .malformed("\(remaining) bytes follow the end") }
  }

  public mutating func readByte() throws(ProtocolError) -> UInt8 {
    guard offset < end else { throw ByteReader.truncated }
    let byte = bytes[offset]
    offset += 1
    return byte
  }

  /// Reads a LEB128 integer. Only the shortest form of each number is taken.
  public mutating func readVarint() throws(ProtocolError) -> UInt64 {
    guard offset < end else { throw ByteReader.truncated }
    let first = bytes[offset]
    offset += 1
    if first < 0x80 { return UInt64(first) }
    return try readLongVarint(after: first)
  }

  private mutating func readLongVarint(after first: UInt8) throws(ProtocolError) -> UInt64 {
    var result = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      guard offset < end else { throw ByteReader.truncated }
      let byte = bytes[offset]
      offset += 1
      if shift == 63 && byte > 1 { throw .malformed("an integer has more than 64 bits") }
      result |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 {
        if byte == 0 { throw .malformed("an integer is longer than it needs to be") }
        return result
      }
      shift += 7
    }
  }

  public mutating func readSigned() throws(ProtocolError) -> Int64 {
    let value = try readVarint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Reads an integer from 0 to 2^63 - 1.
  public mutating func readNatural() throws(ProtocolError) -> Int64 {
    guard let value = Int64(exactly: try readVarint()) else { throw .malformed("a number is negative or too great") }
    return value
  }

  /// Reads an integer from 1 to 2^63 - 1.
  public mutating func readPositive(_ what: String) throws(ProtocolError) -> Int64 {
    let value = try readNatural()
    if value == 0 { throw .malformed("\(what) is zero") }
    return value
  }

  /// Reads how many of something follow, before memory is taken for them.
  /// - Parameters:
  ///   - max: more than this are refused as too large.
  ///   - each: the fewest bytes that one of them takes; a count that the bytes left cannot hold is refused.
  public mutating func readCount(_ what: String, max: Int, each: Int = 1) throws(ProtocolError) -> Int {
    let value = try readVarint()
    guard value <= UInt64(max) else { throw .tooLarge("\(value) \(what); at most \(max) are allowed") }
    let count = Int(value)
    let (needed, overflow) = count.multipliedReportingOverflow(by: each)
    if overflow || needed > remaining { throw .malformed("\(count) \(what) do not fit in \(remaining) bytes") }
    return count
  }

  /// Reads an index or size that takes no memory by itself.
  public mutating func readNumber(_ what: String, max: Int) throws(ProtocolError) -> Int {
    try readCount(what, max: max, each: 0)
  }

  /// Reads eight bytes, most significant first.
  public mutating func readFixed64() throws(ProtocolError) -> UInt64 {
    guard remaining >= 8 else { throw ByteReader.truncated }
    var result: UInt64 = 0
    for index in offset..<offset + 8 { result = result << 8 | UInt64(bytes[index]) }
    offset += 8
    return result
  }

  /// Reads four bytes, most significant first.
  public mutating func readFixed32() throws(ProtocolError) -> UInt32 {
    guard remaining >= 4 else { throw ByteReader.truncated }
    var result: UInt32 = 0
    for index in offset..<offset + 4 { result = result << 8 | UInt32(bytes[index]) }
    offset += 4
    return result
  }

  /// Reads so many bytes as they are.
  public mutating func readRaw(_ count: Int) throws(ProtocolError) -> [UInt8] {
    guard count >= 0, count <= remaining else { throw ByteReader.truncated }
    let result = Array(bytes[offset..<offset + count])
    offset += count
    return result
  }

  /// Reads a length and the bytes.
  public mutating func readBlob(max: Int = Limits.valueBytesMax) throws(ProtocolError) -> [UInt8] {
    try readRaw(try readCount("bytes", max: max))
  }

  /// Reads a length and UTF-8, strictly.
  public mutating func readText(max: Int = Limits.valueBytesMax) throws(ProtocolError) -> String {
    try readRawText(try readCount("bytes of text", max: max))
  }

  /// Reads UTF-8 in so many bytes, strictly.
  public mutating func readRawText(_ count: Int) throws(ProtocolError) -> String {
    guard count >= 0, count <= remaining else { throw ByteReader.truncated }
    let start = offset
    offset += count
    guard let text = try? UTF8Span(validating: bytes.span.extracting(start..<start + count)) else {
      throw .malformed("a text is not UTF-8")
    }
    return String(copying: text)
  }

  static let truncated = ProtocolError.malformed("the bytes end too early")
}
