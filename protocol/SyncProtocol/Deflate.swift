import CZlib

/// Raw deflate (RFC 1951) over zlib.
public enum Deflate {
  /// The level at which frames are compressed.
  public static let defaultLevel = 6

  /// The level for so many bytes. Large pushes and downloads are sent over slow networks, where the hundredth that the
  /// next level saves is worth the fifth that it takes longer.
  static func level(for count: Int) -> Int { count > 1 << 18 ? 7 : defaultLevel }

  /// - Parameters:
  ///   - level: 0 (none) to 9 (smallest).
  ///   - dictionary: bytes that the receiver has too, likely to occur; the last 32 KiB count.
  public static func compress(
    _ raw: [UInt8], level: Int = defaultLevel, dictionary: [UInt8] = []
  ) -> [UInt8] {
    let stream = makeStream()
    defer { stream.deallocate() }
    let isSmall = raw.count + dictionary.count <= 4_096
    // A small window and hash table are quicker to set up, and a small input has no use for more.
    let level = Int32(max(0, min(level, 9)))
    guard godwit_deflate_init(stream, level, isSmall ? 12 : 15, isSmall ? 5 : 8) == Z_OK else {
      return storedBlocks(raw)
    }
    defer { deflateEnd(stream) }
    if !dictionary.isEmpty {
      let status = dictionary.withUnsafeBufferPointer {
        deflateSetDictionary(stream, $0.baseAddress, uInt(truncatingIfNeeded: $0.count))
      }
      if status != Z_OK { return storedBlocks(raw) }
    }
    let capacity = Int(deflateBound(stream, uLong(raw.count)))
    var status = Z_OK
    let result = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      raw.withUnsafeBufferPointer { input in
        attach(stream, input: input, output: output, room: capacity)
        status = deflate(stream, Z_FINISH)
      }
      count = capacity - Int(stream.pointee.avail_out)
    }
    return status == Z_STREAM_END ? result : storedBlocks(raw)
  }

  /// - Parameters:
  ///   - rawCount: how many bytes must come out, exactly.
  ///   - ceiling: the most that may be declared.
  public static func inflate(
    _ stored: [UInt8], rawCount: Int, ceiling: Int = Limits.frameRawBytesMax, dictionary: [UInt8] = []
  ) throws(ProtocolError) -> [UInt8] {
    guard rawCount >= 0, rawCount <= ceiling else {
      throw .tooLarge("\(rawCount) bytes after decompression; at most \(ceiling) are allowed")
    }
    // Deflate cannot expand by more than 1,032, so a greater size is a lie, and no memory is taken for it.
    guard rawCount <= stored.count &* 1_032 &+ 64 else {
      throw .malformed("\(stored.count) compressed bytes cannot hold \(rawCount)")
    }
    let stream = makeStream()
    defer { stream.deallocate() }
    guard godwit_inflate_init(stream) == Z_OK else { throw ProtocolError(.internalError, "out of memory") }
    defer { inflateEnd(stream) }
    if !dictionary.isEmpty {
      let status = dictionary.withUnsafeBufferPointer {
        inflateSetDictionary(stream, $0.baseAddress, uInt(truncatingIfNeeded: $0.count))
      }
      if status != Z_OK { throw ProtocolError(.internalError, "the compression dictionary is not usable") }
    }
    var status = Z_OK
    let result = [UInt8](unsafeUninitializedCapacity: max(rawCount, 1)) { output, count in
      stored.withUnsafeBufferPointer { input in
        attach(stream, input: input, output: output, room: rawCount)
        status = CZlib.inflate(stream, Z_FINISH)
      }
      count = rawCount - Int(stream.pointee.avail_out)
    }
    guard status == Z_STREAM_END, result.count == rawCount else {
      throw .malformed("the compressed bytes are damaged, or not of the size that they declare")
    }
    guard stream.pointee.avail_in == 0 else { throw .malformed("bytes follow the end of the compressed ones") }
    return result
  }

  /// CRC-32 as zlib, PNG and Ethernet have it.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }

  /// The same bytes as deflate's uncompressed blocks: what is sent when zlib gets no memory.
  static func storedBlocks(_ raw: [UInt8]) -> [UInt8] {
    var result = [UInt8]()
    var start = 0
    repeat {
      let count = min(raw.count - start, 0xFFFF)
      let isLast = start + count == raw.count
      let low = UInt8(count & 0xFF)
      let high = UInt8(count >> 8)
      result += [isLast ? 1 : 0, low, high, ~low, ~high]
      result += raw[start..<start + count]
      start += count
    } while start < raw.count
    return result
  }

  /// A stream at one address for its whole life, as zlib wants it.
  private static func makeStream() -> UnsafeMutablePointer<z_stream> {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    return stream
  }

  private static func attach(
    _ stream: UnsafeMutablePointer<z_stream>, input: UnsafeBufferPointer<UInt8>,
    output: UnsafeMutableBufferPointer<UInt8>, room: Int
  ) {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = uInt(truncatingIfNeeded: input.count)
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = uInt(truncatingIfNeeded: room)
  }
}
